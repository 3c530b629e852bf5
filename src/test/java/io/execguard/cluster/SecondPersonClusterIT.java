package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.tool.Guard;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Who is a person, on a real API server: a service account by its token and by impersonation, a
/// session's name that a tool made, a backup that is restored; and the kubelet's own port.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class SecondPersonClusterIT {
  private static final String ACCOUNT = "system:serviceaccount:production:deployer";
  private static final String BACKUP = "system:serviceaccount:velero:velero";
  private static final String TOOL_NAMED =
      "arn:aws:sts::111122223333:assumed-role/Developer/EKSGetTokenAuth";

  private static final Policy POLICY =
      new Policy(
          List.of(
              new Constraint(
                  "two-persons",
                  EnforcementAction.DENY,
                  new Match(
                      List.of("*"),
                      new LabelSelector(Map.of("environment", "production"), List.of()),
                      List.of(),
                      Session.BY_DEFAULT),
                  "",
                  Exemptions.NONE,
                  Optional.empty(),
                  Optional.of(new BreakGlass(Duration.ofHours(4), true, Optional.empty())))));

  private static Guard guard;
  private static Registration registration;

  private final ControlPlane controlPlane;

  SecondPersonClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) {
    guard = controlPlane.guard(POLICY);
    registration = Registration.apply(controlPlane, guard.registration(POLICY));
    controlPlane.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: deployer, namespace: production}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: deployer, namespace: production}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: ServiceAccount, name: deployer, namespace: production}]
        """);
  }

  @AfterAll
  static void unregister(ControlPlane controlPlane) {
    registration.close();
    guard.close();
    controlPlane.kubectl(User.ADMIN, "-n", "production", "delete", "rolebinding,sa", "deployer");
    controlPlane.kubectl(
        User.ADMIN,
        Stream.concat(
                Stream.of("annotate", "namespace", "production"),
                Stream.of(Grant.Key.values()).map(key -> key.annotation() + "-"))
            .toArray(String[]::new));
  }

  // Who had granted minted a token of a service account, or impersonated it, and was let in.
  @Test
  void noServiceAccountOpensWhatItsUserGranted() {
    assertEquals(0, grant("mallory").exitCode());
    String token =
        controlPlane
            .kubectl(User.ADMIN, "create", "token", "deployer", "-n", "production")
            .output()
            .strip();

    opensNothing("no-person", "is nobody's second person", controlPlane.withToken(token));
    opensNothing(
        "no-person", "is nobody's second person", controlPlane.as(User.ADMIN), "--as=" + ACCOUNT);
    opensNothing(
        "tool-named",
        "is what aws eks get-token --role-arn writes",
        controlPlane.as(User.ADMIN),
        "--as=" + TOOL_NAMED,
        "--as-group=system:masters");
    opensNothing(
        "own",
        "was granted in your name",
        controlPlane.as(User.ADMIN),
        "--as=mallory",
        "--as-group=system:masters");

    Outcome bob = exec(controlPlane.as(User.ADMIN), "--as=bob", "--as-group=system:masters");
    assertEquals("hello", Line.last(bob));
  }

  @ParameterizedTest
  @CsvSource({
    ACCOUNT + ", no-person, is nobody's second person",
    TOOL_NAMED + ", tool-named, set role_session_name",
  })
  void nobodyGrantsWhoIsNoPersonWithANameOfTheirOwn(String username, String why, String saying) {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = grant(username);
    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.errors().contains(saying), outcome.errors());
    assertEquals(why, only(witness).path("breakGlass").path("refusal").asString(""));
  }

  // The restore of a namespace was refused, because a grant in the backup had ended.
  @Test
  void aBackupWithAGrantThatHasEndedIsRestored() {
    String name = "restored-" + System.nanoTime();
    String manifest = manifest(name, "-120", "-60");
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome restored = as(BACKUP, manifest, "create");
    assertEquals(0, restored.exitCode(), restored.toString());
    assertTrue(
        restored
            .errors()
            .contains("Warning: The break-glass in namespace " + name + " opens nothing"),
        restored.errors());
    JsonNode entry = only(witness);
    assertEquals("grant-void", entry.path("reason").asString(""));
    assertEquals("ended", entry.path("breakGlass").path("change").asString(""));
    witness.requireTwins();

    // Over the namespace that is there: the same, and another that has ended as well.
    assertEquals(0, as(BACKUP, manifest, "apply").exitCode());
    assertEquals(0, as(BACKUP, manifest(name, "-300", "-200"), "apply").exitCode());
    Outcome running = as(BACKUP, manifest(name, "-60", "60"), "apply");
    assertEquals(1, running.exitCode(), running.toString());
    assertTrue(running.errors().contains("nobody grants in another's name"), running.errors());
    controlPlane.kubectl(User.ADMIN, "delete", "namespace", name, "--wait=false");
  }

  // Each port in a node's name counted as a session, the kubelet's own too.
  @ParameterizedTest
  @CsvSource({
    "node,              /metrics, false",
    "node:10250,        /metrics, false",
    "https:node:10250,  /metrics, false",
    "http:node:10250,   /metrics, false",
    ":node:10250,       /metrics, false",
    "https:node:,       /metrics, false",
    "node:10250,        /cri/exec/x, true",
    "node:1,            /metrics, true",
    "https:node:1,      /metrics, true",
    "node:010250,       /metrics, true",
    "https:node,        /metrics, true",
    "a:node:10250:10250, /metrics, true",
  })
  void theKubeletsOwnPortIsTheKubelet(String name, String path, boolean session) {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome =
        controlPlane.kubectl(User.ADMIN, "get", "--raw", "/api/v1/nodes/" + name + "/proxy" + path);
    assertEquals(session ? List.of("node") : List.of(), witness.doors(), outcome.toString());
    assertEquals(session ? List.of() : List.of("other"), witness.reached(), outcome.toString());
    assertEquals(session, outcome.errors().contains("denied the request"), outcome.toString());
  }

  private void opensNothing(String why, String saying, Kubectl kubectl, String... more) {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = exec(kubectl, more);
    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.errors().contains(saying), outcome.errors());
    assertEquals(List.of(), witness.reached());
    JsonNode glass = witness.records().getFirst().path("breakGlass");
    assertEquals(why, glass.path("notOpened").path(0).path("why").asString(""), glass.toString());
  }

  private static Outcome exec(Kubectl kubectl, String... more) {
    return kubectl
        .typing("hello\n")
        .run(
            Stream.concat(
                    Stream.of(more),
                    Stream.of("-n", "production", "exec", "-i", "web", "--", "cat"))
                .toArray(String[]::new));
  }

  private Outcome grant(String username) {
    return controlPlane.kubectl(
        User.ADMIN,
        "--as=" + username,
        "--as-group=system:masters",
        "annotate",
        "--overwrite",
        "namespace",
        "production",
        Grant.Key.FROM.annotation() + "=" + time("-1"),
        Grant.Key.UNTIL.annotation() + "=" + time("60"),
        Grant.Key.REASON.annotation() + "=INC-1",
        Grant.Key.BY.annotation() + "=" + username);
  }

  private Outcome as(String username, String manifest, String verb) {
    return controlPlane
        .as(User.ADMIN)
        .typing(manifest)
        .run(verb, "-f", "-", "--as=" + username, "--as-group=system:masters");
  }

  private static String manifest(String name, String from, String until) {
    return """
    apiVersion: v1
    kind: Namespace
    metadata:
      name: %s
      labels: {environment: production}
      annotations: {"%s": "%s", "%s": "%s", "%s": INC-1, "%s": bob}
    """
        .formatted(
            name,
            Grant.Key.FROM.annotation(),
            time(from),
            Grant.Key.UNTIL.annotation(),
            time(until),
            Grant.Key.REASON.annotation(),
            Grant.Key.BY.annotation());
  }

  private static String time(String minutes) {
    return Instant.now()
        .truncatedTo(ChronoUnit.SECONDS)
        .plus(Long.parseLong(minutes), ChronoUnit.MINUTES)
        .toString();
  }

  private static JsonNode only(Witness witness) {
    assertEquals(1, witness.records().size(), () -> witness.records().toString());
    return witness.records().getFirst();
  }
}
