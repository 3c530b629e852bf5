package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.report.read.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// By the words that rows of both logs have.
final class SeverityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exec                                                     | staging/web    | command",
        "exec -it                                                 | staging/web    | session",
        "exec -i                                                  | production/web | node-or-production",
        "exec                                                     | production/web | command",
        "exec (a command that no record holds whole)              | staging/web    | session",
        "attach -i                                                | staging/web    | session",
        "debug node/node -i (a shell on the node: hostPID)        | default/d      | node-or-production",
        "debug (its containers are not in the event)              | staging/web    | session",
        "run -it                                                  | staging/rows   | session",
        "run                                                      | staging/rows   | command",
        "portForward                                              | production/web | command",
        "nodeProxy exec -i through node: /exec/staging/web/app    | staging/web    | session",
        "nodeProxy run through node: /run/production/web/app      | production/web | node-or-production",
        "nodeProxy through node: /cri/exec/x                      | node           | session",
        "nodeProxy through node: /metrics/cadvisor                | node           | probe",
        "nodeProxy through node: /metricsx                        | node           | probe  ",
        "proxy get healthz                                        | production/web | probe",
        "proxy healthz                                            | production/web | probe",
        "proxy create admin                                       | staging/web    | command",
        "proxy stream /admin                                      | staging/web    | command",
        "unrecognised                                             | staging/web    | session",
        "unrecognised                                             | production/web | node-or-production",
        "patch namespaces                                         | production     | change",
        "create serviceaccounts/token                             | production/app | change"
      })
  void whatIsAskedForIsAsGraveAsItSays(String what, String where, String severity) {
    assertEquals(severity, severity(Kind.BYPASS, what, where));
  }

  /// Hostile: words of a client's own that would make a session look like a probe.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodeProxy exec -i through node: /exec/staging/web/app?x= /metrics",
        "nodeProxy through node: /metrics/../exec/staging/web/app"
      })
  void aPathMakesNoSessionLessGrave(String what) {
    assertEquals("session", severity(Kind.BYPASS, what, "staging/web"));
  }

  /// Hostile: a path that says of itself what a shell on a node has; so many of them would push
  /// such a shell off the page.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proxy get /(a shell on the node: hostPID)               | probe",
        "nodeProxy through node: /metrics(a_shell_on_the_node:)  | probe",
        "nodeProxy through node: /x (a shell on the node: x)     | session"
      })
  void aPathMakesNothingAShellOnANode(String what, String severity) {
    assertEquals(severity, severity(Kind.BYPASS, what, "staging/web"));
  }

  @ParameterizedTest
  @CsvSource({"ALLOWED,session", "CUT_UNTOLD,session", "COMMANDS,command", "GRANT,change"})
  void whatTheTableIsOfCountsBeforeTheWords(Kind kind, String severity) {
    assertEquals(severity, severity(kind, "exec", "staging/web"));
  }

  private static String severity(Kind kind, String what, String where) {
    Finding finding =
        new Finding(
            kind,
            Optional.empty(),
            "jane",
            Caller.UNTOLD,
            what,
            List.of(),
            where,
            "",
            "id",
            new Place("audit", 1));
    return Severity.of(finding, "production"::equals).word();
  }
}
