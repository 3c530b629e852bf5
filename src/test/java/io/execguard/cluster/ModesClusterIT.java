package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.AllowedCommands;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What each way in comes to in each mode of a constraint, on a real API server with the shipped
/// registration. The namespace `production` carries the mode as a label; in `none` no constraint
/// matches.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class ModesClusterIT {
  private static final String RESPONDER = "arn:aws:iam::222222222222:role/Responder";
  private static final Exemptions EXEMPT =
      new Exemptions(List.of("on-call"), List.of(RESPONDER), List.of("ci:deployer"));

  private static Guard guard;
  private static Registration registration;

  private final ControlPlane controlPlane;

  ModesClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) throws IOException {
    Policy policy =
        new Policy(
            List.of(
                constraint("deny", EnforcementAction.DENY, Optional.empty()),
                constraint(
                    "strict",
                    EnforcementAction.DENY,
                    Optional.of(new AllowedCommands(List.of("echo", "ls")))),
                constraint("warn", EnforcementAction.WARN, Optional.empty()),
                constraint("dryrun", EnforcementAction.DRYRUN, Optional.empty())),
            List.of("-p\\S+"));
    guard = controlPlane.guard(policy);
    label(controlPlane, "deny");
    registration = Registration.apply(controlPlane, guard.registration(Registration.shipped()));
    Files.writeString(controlPlane.directory().resolve("local"), "content");
  }

  @AfterAll
  static void unregister(ControlPlane controlPlane) {
    registration.close();
    guard.close();
    controlPlane.kubectl(User.ADMIN, "label", "namespace", "production", "mode-");
  }

  private static Constraint constraint(
      String mode, EnforcementAction action, Optional<AllowedCommands> allowedCommands) {
    return new Constraint(
        mode,
        action,
        new Match(
            List.of("*"),
            new LabelSelector(Map.of("mode", mode), List.of()),
            List.of(),
            mode.equals("deny")
                ? EnumSet.allOf(Session.class)
                // A shell on a node is every mode's, whatever the namespace.
                : EnumSet.complementOf(EnumSet.of(Session.NODE_SHELL))),
        "Runbook: https://wiki.example.com/" + mode,
        EXEMPT,
        allowedCommands);
  }

  private static void label(ControlPlane controlPlane, String mode) {
    controlPlane.kubectl(
        User.ADMIN, "label", "--overwrite", "namespace", "production", "mode=" + mode);
  }

  @ParameterizedTest(name = "{0}: {1}: kubectl {2} ({3})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          # mode | who       | kubectl                                     | how  | exit | last line                        | records                           | node
          deny   | jane      | exec web -- echo hi                         | -    | 0    | hi                               | allow:not-interactive             | exec
          deny   | jane      | exec -i web -- cat                          | pipe | 1    | DENIED: Interactive exec         | deny:constraint deny:constraint   | -
          deny   | jane      | attach -i web                               | pipe | 1    | DENIED: Interactive attach       | deny:constraint deny:constraint   | -
          deny   | jane      | cp local web:copied                         | -    | 1    | DENIED: An upload into a pod     | allow:not-interactive deny:constraint deny:constraint | exec
          deny   | jane      | debug -i web --image=example.com/x -c m1    | pipe | 1    | DENIED: An interactive debug container | deny:constraint             | -
          deny   | jane      | run m2 -i --image=example.com/x             | pipe | 1    | DENIED: A pod with an interactive container | deny:constraint        | -
          deny   | jane      | debug -i node/node --image=example.com/x    | pipe | 1    | DENIED: An interactive pod with access to its node | deny:constraint deny:constraint | -
          deny   | jane      | create -f /dev/null --raw /api/v1/nodes/node/proxy/run/production/web/app?cmd=echo | - | 1 | DENIED: A session through the kubelet's API | deny:constraint | -
          deny   | on-call   | exec -i web -- cat                          | pipe | 0    | hello                            | allow:exempt                      | exec
          deny   | on-call   | attach -i web                               | pipe | 0    | hello                            | allow:exempt                      | attach
          deny   | on-call   | cp local web:copied                         | -    | 0    | -                                | allow:exempt allow:not-interactive | exec exec
          deny   | on-call   | debug -i web --image=example.com/x -c m3    | pipe | 0    | hello                            | allow:exempt allow:exempt         | attach
          deny   | on-call   | run m4 -i --image=example.com/x             | pipe | 0    | *                                | allow:exempt allow:exempt         | attach
          deny   | on-call   | debug -i node/node --image=example.com/x    | pipe | 0    | *                                | allow:exempt allow:exempt allow:exempt | attach
          deny   | on-call   | create -f /dev/null --raw /api/v1/nodes/node/proxy/run/production/web/app?cmd=echo%20raw | - | 0 | raw | allow:exempt | run
          deny   | deployer  | exec -i web -- cat                          | pipe | 0    | hello                            | allow:exempt                      | exec
          deny   | namesake  | exec -i web -- cat                          | pipe | 1    | DENIED: Interactive exec         | deny:constraint deny:constraint   | -
          deny   | responder | exec -i web -- cat                          | pipe | 0    | hello                            | allow:exempt                      | exec
          deny   | lookalike | exec -i web -- cat                          | pipe | 1    | DENIED: Interactive exec         | deny:constraint deny:constraint   | -
          strict | jane      | exec web -- echo hi                         | -    | 0    | hi                               | allow:not-interactive             | exec
          strict | jane      | exec web -- sh -c id                        | -    | 1    | DENIED: The command "sh"         | deny:constraint deny:constraint   | -
          strict | jane      | exec web -- /bin/busybox sh -c id           | -    | 1    | DENIED: The command "/bin/busybox" | deny:constraint deny:constraint | -
          strict | jane      | exec web -- /lib64/ld-linux-x86-64.so.2 /bin/sh -c id | - | 1 | DENIED: The command "/lib64/ld-linux-x86-64.so.2" | deny:constraint deny:constraint | -
          strict | jane      | exec web -- /tmp/ls                         | -    | 1    | DENIED: The command "/tmp/ls"    | deny:constraint deny:constraint   | -
          strict | jane      | exec -i web -- echo hi                      | pipe | 1    | DENIED: Interactive exec         | deny:constraint deny:constraint   | -
          strict | jane      | cp web:remote fetched                       | -    | 1    | DENIED: The command "tar"        | deny:constraint deny:constraint   | -
          strict | jane      | debug web --image=example.com/x -c m5 -- sh -c id | - | 1   | DENIED: A debug container        | deny:constraint                   | -
          strict | jane      | debug web --image=example.com/x -c m6       | -    | 1    | DENIED: A debug container        | deny:constraint                   | -
          strict | jane      | debug web --image=example.com/x -c m7 -- echo hi | - | 0    | *                                | allow:not-interactive             | -
          strict | jane      | run m8 --image=example.com/x -- sh -c id    | -    | 0    | pod/m8 created                   | -                                 | -
          strict | on-call   | exec web -- sh -c 'echo in'                 | -    | 0    | in                               | allow:exempt                      | exec
          dryrun | jane      | exec -i web -- cat                          | pipe | 0    | hello                            | allow:dryrun                      | exec
          dryrun | jane      | attach -i web                               | pipe | 0    | hello                            | allow:dryrun                      | attach
          dryrun | jane      | debug -i web --image=example.com/x -c m9    | pipe | 0    | hello                            | allow:dryrun allow:dryrun         | attach
          dryrun | jane      | run m10 -i --image=example.com/x            | pipe | 0    | *                                | allow:dryrun allow:dryrun         | attach
          dryrun | on-call   | exec -i web -- cat                          | pipe | 0    | hello                            | allow:exempt                      | exec
          warn   | jane      | exec -i web -- cat                          | pipe | 0    | hello                            | allow:warn                        | exec
          warn   | jane      | debug -i web --image=example.com/x -c m11   | pipe | 0    | hello                            | allow:warn allow:warn             | attach
          warn   | jane      | run m12 -i --image=example.com/x            | pipe | 0    | *                                | allow:warn allow:warn             | attach
          warn   | on-call   | run m13 -i --image=example.com/x            | pipe | 0    | *                                | allow:exempt allow:exempt         | attach
          none   | jane      | exec -i web -- cat                          | pipe | 0    | hello                            | allow:no-constraint               | exec
          none   | on-call   | exec -i web -- cat                          | pipe | 0    | hello                            | allow:no-constraint               | exec
          none   | jane      | exec web -- sh -c 'echo in'                 | -    | 0    | in                               | allow:not-interactive             | exec
          """)
  void comesToThisEnd(
      String mode,
      String who,
      String line,
      String how,
      int exit,
      String lastLine,
      String records,
      String node) {
    label(controlPlane, mode);
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome = kubectl(how).run(words("-n production", who, line));

    assertEquals(exit, outcome.exitCode(), outcome.toString());
    assertEnding(mode, lastLine, outcome);
    assertEquals(
        records == null ? List.of() : List.of(records.split(" ")),
        witness.records().stream().map(ModesClusterIT::verdict).sorted().toList(),
        outcome.toString());
    assertEquals(node == null ? List.of() : List.of(node.split(" ")), witness.reached());
    assertWarnings(mode, who, witness, outcome);
    witness.requireTwins();
  }

  /// kubectl shows warnings for run and debug alone; an exempt user gets none.
  private static void assertWarnings(String mode, String who, Witness witness, Outcome outcome) {
    boolean shown =
        witness.records().stream()
            .map(entry -> entry.path("access").path("kind").asString(""))
            .anyMatch(kind -> kind.equals("run") || kind.equals("debug"));
    boolean warned = mode.equals("warn") && who.equals("jane") && shown;
    assertEquals(
        warned,
        outcome.errors().contains("Warning: [warn] ")
            && outcome.errors().contains("Runbook: https://wiki.example.com/warn"),
        outcome.toString());
  }

  /// In staging, where no denying constraint matches, a privileged debug container opens the node
  /// all the same.
  @Test
  void aPrivilegedDebugContainerIsAShellOnTheNodeInEveryNamespace() {
    label(controlPlane, "deny");
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome =
        kubectl("pipe")
            .run(
                words(
                    "-n staging",
                    "jane",
                    "debug -i web --profile=sysadmin --image=example.com/x -c m20"));

    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(
        outcome
            .errors()
            .contains("An interactive debug container with access to its node (privileged)"),
        outcome.toString());
    assertEquals(List.of("node", "sessions-open"), witness.doors());
    assertEquals(List.of(), witness.reached());
    assertEquals(
        "nodeShell",
        witness.records().getFirst().path("violations").path(0).path("session").asString(""));
  }

  @Test
  void portForwardIsDeniedWhereAConstraintListsIt() {
    label(controlPlane, "deny");
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = kubectl(null).run(words("-n production", "jane", "port-forward web :8080"));

    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.errors().contains("Port-forward in namespace production"), outcome.errors());
    assertTrue(
        witness.records().stream()
            .map(ModesClusterIT::verdict)
            .allMatch("deny:constraint"::equals));
    assertFalse(witness.records().isEmpty());
    assertEquals(List.of(), witness.reached());
  }

  @Test
  void anExemptionIsRecordedWithItsSource() {
    label(controlPlane, "deny");
    Witness witness = Witness.fromNow(controlPlane, guard);
    kubectl("pipe").run(words("-n production", "responder", "exec -i web -- cat"));

    JsonNode exemption = witness.records().getFirst().path("exemptions").path(0);
    assertEquals("deny", exemption.path("constraint").asString(""));
    assertEquals("role", exemption.path("by").asString(""));
    assertEquals(RESPONDER, exemption.path("source").asString(""));
  }

  @Test
  void aRecordHoldsNoSecretThatThePolicyMasks() {
    label(controlPlane, "none");
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome =
        kubectl(null).run(words("-n production", "jane", "exec web -- echo -uroot -pS3CRET"));

    assertEquals("-uroot -pS3CRET", Line.last(outcome));
    JsonNode access = witness.records().getFirst().path("access");
    assertEquals("[\"echo\",\"-uroot\",\"***\"]", access.path("command").toString());
    assertEquals(1, access.path("masked").asInt(0));
    assertFalse(witness.records().toString().contains("S3CRET"));
  }

  private static String verdict(JsonNode entry) {
    return entry.path("decision").asString("") + ":" + entry.path("reason").asString("");
  }

  private Kubectl kubectl(@Nullable String how) {
    Kubectl admin = controlPlane.as(User.ADMIN);
    return how == null ? admin : admin.typing("hello\n");
  }

  /// Everybody is impersonated, with the groups and the extra that the API server then puts into
  /// the review, as an authenticator would.
  private static String[] words(String namespace, String who, String line) {
    String as =
        switch (who) {
          case "jane" -> "--as=jane";
          case "on-call" -> "--as=jane --as-group=on-call";
          case "deployer" -> "--as=system:serviceaccount:ci:deployer";
          case "namesake" -> "--as=system:serviceaccount:dev:deployer";
          case "responder" -> "--as=jane --as-user-extra=canonicalArn=" + RESPONDER;
          case "lookalike" -> "--as=jane --as-user-extra=canonicalArn=" + RESPONDER + "2";
          default -> throw new AssertionError(who);
        };
    return Stream.of(as + " --as-group=developers", namespace, line)
        .flatMap(text -> Stream.of(new Line(text).words()))
        .toArray(String[]::new);
  }

  private static void assertEnding(String mode, String wanted, Outcome outcome) {
    String last = Line.last(outcome);
    switch (wanted) {
      case null -> {}
      case "*" -> {}
      case String text when text.startsWith("DENIED: ") -> {
        String denial = outcome.errors();
        assertTrue(
            denial.contains("denied the request: " + text.substring("DENIED: ".length())), denial);
        assertTrue(denial.contains("is not allowed [" + mode), denial);
        assertTrue(denial.contains("\nRunbook: https://wiki.example.com/" + mode + "\n"), denial);
      }
      case String text -> assertEquals(text, last, outcome.toString());
    }
  }
}
