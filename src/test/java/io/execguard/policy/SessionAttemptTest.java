package io.execguard.policy;

import static io.execguard.policy.Session.ATTACH;
import static io.execguard.policy.Session.DEBUG;
import static io.execguard.policy.Session.EXEC;
import static io.execguard.policy.Session.NODE_PROXY;
import static io.execguard.policy.Session.NODE_SHELL;
import static io.execguard.policy.Session.PORT_FORWARD;
import static io.execguard.policy.Session.RUN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.execguard.policy.Access.Container;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SessionAttemptTest {
  private static final Container SILENT = new Container("app", false, false);
  private static final Container LISTENING = new Container("app", true, false);
  private static final Container TERMINAL = new Container("app", false, true);

  @ParameterizedTest
  @MethodSource
  void opens(Access access, List<SessionAttempt> openings) {
    assertEquals(openings, SessionAttempt.of(access));
  }

  static Stream<Arguments> opens() {
    return Stream.of(
        arguments(exec(false, false), none()),
        arguments(exec(true, false), here(EXEC)),
        arguments(exec(false, true), here(EXEC)),
        arguments(exec(true, true), here(EXEC)),
        arguments(new Access.Attach(false, false, ""), none()),
        arguments(new Access.Attach(true, false, ""), here(ATTACH)),
        arguments(new Access.Attach(false, true, ""), here(ATTACH)),
        arguments(new Access.Attach(true, true, ""), here(ATTACH)),
        arguments(new Access.Debug(List.of(), NodeAccess.NONE), none()),
        arguments(new Access.Debug(List.of(SILENT), NodeAccess.NONE), none()),
        arguments(new Access.Debug(List.of(SILENT, LISTENING), NodeAccess.NONE), here(DEBUG)),
        arguments(new Access.Debug(List.of(TERMINAL, SILENT), NodeAccess.NONE), here(DEBUG)),
        arguments(run(List.of()), none()),
        arguments(run(List.of(SILENT)), none()),
        arguments(run(List.of(SILENT, LISTENING)), here(RUN)),
        arguments(run(List.of(TERMINAL)), here(RUN)),
        arguments(run(List.of(SILENT), "hostPID"), none()),
        arguments(
            run(List.of(TERMINAL), "hostPID"),
            List.of(new SessionAttempt(NODE_SHELL, true), new SessionAttempt(RUN, false))),
        arguments(
            new Access.NodeProxy("/x", new KubeletCall.IntoPod("exec", "ns", "pod")),
            here(NODE_PROXY)),
        arguments(
            new Access.NodeProxy("/x", new KubeletCall.Anywhere()),
            List.of(new SessionAttempt(NODE_PROXY, true))),
        arguments(new Access.NodeProxy("/x", new KubeletCall.NoSession()), none()),
        arguments(new Access.PortForward(), here(PORT_FORWARD)),
        arguments(new Access.Proxy("/exec/ns/pod/c"), none()),
        arguments(new Access.Unrecognised(false), none()));
  }

  @Test
  void countsAnUnrecognisedConnectionAsEverySessionButATunnel() {
    assertEquals(
        Stream.of(EXEC, ATTACH, DEBUG, RUN, NODE_SHELL, NODE_PROXY)
            .map(session -> new SessionAttempt(session, false))
            .toList(),
        SessionAttempt.of(new Access.Unrecognised(true)));
  }

  @ParameterizedTest
  @CsvSource({"exec", "attach", "run", "portForward", "checkpoint"})
  void takesEveryCallIntoAPodForASession(String verb) {
    assertEquals(
        here(NODE_PROXY),
        SessionAttempt.of(new Access.NodeProxy("/x", new KubeletCall.IntoPod(verb, "ns", "pod"))));
  }

  private static Access exec(boolean stdin, boolean tty) {
    return new Access.Exec(stdin, tty, List.of("sh"), "");
  }

  private static Access run(List<Container> containers, String... nodeAccess) {
    return new Access.Run(containers, Samples.nodeAccess(nodeAccess));
  }

  private static List<SessionAttempt> none() {
    return List.of();
  }

  private static List<SessionAttempt> here(Session session) {
    return List.of(new SessionAttempt(session, false));
  }
}
