package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.kubectl.FakeKubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardWhyCommandTest extends PluginTest {
  private static final String ADMITTED =
      "*'create --raw'*) echo 'Error from server (BadRequest): Upgrade request required' >&2;"
          + " exit 1 ;;\n";

  /// The line is the one that the manual has for those without the plugin.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web                              | command=true&stdin=true
          web -c app                       | command=true&stdin=true&container=app
          web -- cat /etc/a?b&c=d          | command=cat&command=%2Fetc%2Fa%3Fb%26c%3Dd&stdin=true
          web --stdin=false -- ls          | command=ls
          web -i -- ls -l                  | command=ls&command=-l&stdin=true
          """)
  void asksForTheSameInSuchAWayThatNothingIsOpened(String arguments, String query)
      throws IOException {
    FakeKubectl kubectl = kubectl(WHERE, ADMITTED);
    CommandRun run = why(kubectl, arguments.split(" "));
    run.assertDone();
    String path = "/api/v1/namespaces/payments/pods/web/exec?" + query;
    assertEquals(List.of("create", "--raw", path, "-f", "/dev/null"), kubectl.asked().getLast());
    assertEquals(
        List.of(
            kubectl.program() + " create --raw '" + path + "' -f /dev/null",
            "Not refused, by RBAC or by the guard: this session would be opened, where its container"
                + " can have one. Nothing was run."),
        run.lines());
  }

  @Test
  void whatIsRefusedEndsWithOne() throws IOException {
    Files.writeString(
        directory.resolve("said"),
        "Error from server (Forbidden): admission webhook \"sessions.exec-guard.io\" denied the"
            + " request: first\n  kubectl second\nthird\u001b[2J\n");
    FakeKubectl kubectl =
        kubectl("*'create --raw'*) cat '" + directory + "/said' >&2; exit 1 ;;\n");
    CommandRun run = why(kubectl, "-n", "payments", "web");
    assertEquals(1, run.code());
    assertEquals(
        List.of(
            "Refused by sessions.exec-guard.io:", "first", "  kubectl second", "third\uFFFD[2J"),
        run.lines().subList(1, 5));
    assertEquals("", run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          We;b        | "We;b" is no pod: at most 253 lower-case letters, digits, '-' and '.'
          ../x        | "../x" is no pod: at most 253 lower-case letters, digits, '-' and '.'
          web -c a/b  | "a/b" is no container: at most 63 lower-case letters, digits and '-'
          web -n a/b  | "a/b" is no namespace: at most 63 lower-case letters, digits and '-'
          """)
  void asksForNothingThatIsNoName(String arguments, String sentence) throws IOException {
    FakeKubectl kubectl = kubectl(WHERE);
    CommandRun run = why(kubectl, arguments.split(" "));
    run.assertMistake(sentence);
    assertTrue(kubectl.asked().stream().noneMatch(words -> words.contains("create")));
  }

  private static CommandRun why(FakeKubectl kubectl, String... arguments) {
    return run(kubectl, Stream.concat(Stream.of("why"), Stream.of(arguments)).toList());
  }
}
