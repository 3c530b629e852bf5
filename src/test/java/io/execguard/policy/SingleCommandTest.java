package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SingleCommandTest {
  private static final List<String> LS = List.of("ls", "-l");

  @ParameterizedTest
  @MethodSource
  void isFoundIn(Access access, List<SingleCommand> commands) {
    assertEquals(commands, SingleCommand.of(access));
  }

  static Stream<Arguments> isFoundIn() {
    Access.Container silent =
        new Access.Container("d1", false, false, List.of("ls"), List.of("-l"));
    Access.Container image = new Access.Container("d2", false, false, List.of(), List.of("ls"));
    Access.Container shell = new Access.Container("d3", true, true, List.of("sh"), List.of());
    return Stream.of(
        arguments(Samples.COMMAND, List.of(new SingleCommand(Session.EXEC, LS))),
        arguments(Samples.SHELL, List.of()),
        arguments(
            new Access.Exec(false, false, List.of(), ""),
            List.of(new SingleCommand(Session.EXEC, List.of()))),
        arguments(
            new Access.Debug(List.of(silent, image, shell), NodeAccess.NONE),
            List.of(
                new SingleCommand(Session.DEBUG, List.of("ls")),
                new SingleCommand(Session.DEBUG, List.of()))),
        arguments(new Access.Attach(false, false, ""), List.of()),
        arguments(new Access.Run(List.of(silent), NodeAccess.NONE), List.of()),
        arguments(Samples.INTO_POD, List.of()),
        arguments(new Access.PortForward(), List.of()),
        arguments(new Access.Proxy("/"), List.of()),
        arguments(new Access.Unrecognised(true), List.of()));
  }
}
