package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.PermissionSet;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Break-glass on a real API server, with the registration that is rendered for the policy: each
/// way to get a grant wrong, when it is granted and when it is used, and who tries to get round it.
/// The namespace `production` carries in the label `glass` the constraint that means it.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class BreakGlassClusterIT {
  private static final String RESPONDER = "arn:aws:iam::222222222222:role/Responder";
  private static final Exemptions EXEMPT =
      new Exemptions(
          List.of("on-call's \\ own"),
          List.of(RESPONDER),
          List.of(PermissionSet.of("222222222222:a.b+c_d")),
          List.of("ci:deployer"));
  private static final Policy POLICY =
      new Policy(
          List.of(
              constraint("plain", false, Optional.empty()),
              constraint("second", true, Optional.empty()),
              constraint(
                  "leads",
                  false,
                  Optional.of(new Exemptions(List.of("leads"), List.of(), List.of())))));

  private static final String ADMIN_JANE = "arn:aws:sts::222222222222:assumed-role/Admin/jane";
  private static final String IAM_JANE = "arn:aws:iam::222222222222:user/jane";

  private static Guard guard;
  private static Registration registration;

  private final ControlPlane controlPlane;

  BreakGlassClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  private static Constraint constraint(
      String name, boolean secondPerson, Optional<Exemptions> grantors) {
    return new Constraint(
        name,
        EnforcementAction.DENY,
        new Match(
            List.of("*"),
            new LabelSelector(Map.of("glass", name), List.of()),
            List.of(),
            Session.BY_DEFAULT),
        "Runbook: https://wiki.example.com/" + name,
        EXEMPT,
        Optional.empty(),
        Optional.of(new BreakGlass(Duration.ofHours(4), secondPerson, grantors)));
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) {
    guard = controlPlane.guard(POLICY);
    controlPlane.kubectl(User.ADMIN, "label", "namespace", "production", "glass=plain");
    registration = Registration.apply(controlPlane, guard.registration(POLICY));
  }

  @AfterAll
  static void unregister(ControlPlane controlPlane) {
    registration.close();
    guard.close();
    controlPlane.kubectl(User.ADMIN, "label", "namespace", "production", "glass-");
    ProductionGrant.takeAway(controlPlane);
  }

  @BeforeEach
  void takeGrantsAway() {
    ProductionGrant.takeAway(controlPlane);
    mode("plain");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # state            | mode   | granted by | minutes from, until | reason   | by   | refusal, and what kubectl says                                    | session of | what kubectl says where the annotations are there
          no grant           | plain  | -          | - | -               | -        | -    | -                                                                 | bob   | kubectl annotate --overwrite namespace production
          valid              | plain  | jane       | -1 | 60             | INC-4242 | jane | -                                                                 | bob   | -
          valid, and used by whom granted | plain | jane | -1 | 60      | INC-4242 | jane | -                                                                 | jane  | -
          not yet            | plain  | jane       | 60 | 120            | INC-4242 | jane | -                                                                 | bob   | Break-glass begins at 20
          expired            | plain  | jane       | -120 | -1           | INC-4242 | jane | expired: it has ended at 20                                       | bob   | Break-glass ended at 20
          too long           | plain  | jane       | -1 | 240            | INC-4242 | jane | too-long: it is longer than 4h, the most that plain takes         | bob   | is longer than the 4h that plain takes
          without reason     | plain  | jane       | -1 | 60             | ' '      | jane | faulty: exec-guard.io/allow-interactive-reason is missing         | bob   | does not count: exec-guard.io/allow-interactive-reason is missing
          rubbish            | plain  | jane       | soon | later        | INC-4242 | jane | faulty: exec-guard.io/allow-interactive-from is no RFC 3339 time with a zone | bob | does not count: exec-guard.io/allow-interactive-from is no RFC 3339 time
          by oneself         | second | jane       | -1 | 60             | INC-4242 | jane | -                                                                 | jane  | granted in your name, and second wants a second person
          by somebody else   | second | jane       | -1 | 60             | INC-4242 | jane | -                                                                 | bob   | -
          in another's name  | plain  | jane       | -1 | 60             | INC-4242 | bob  | not-by-sender: has to be your own username, which is "jane"       | bob   | *
          by no grantor      | leads  | jane       | -1 | 60             | INC-4242 | jane | no-grantor: leads takes grants only from group leads              | bob   | *
          by a grantor       | leads  | lead       | -1 | 60             | INC-4242 | lead | -                                                                 | bob   | -
          """)
  void isExplainedWhenItIsGrantedAndWhenItIsUsed(
      String state,
      String mode,
      @Nullable String granter,
      @Nullable String from,
      @Nullable String until,
      @Nullable String reason,
      @Nullable String by,
      @Nullable String refused,
      String user,
      @Nullable String denied) {
    mode(mode);
    if (granter != null && from != null && until != null && reason != null && by != null) {
      String[] annotations = annotations(time(from), time(until), reason, by);
      grants(granter, refused, annotations);
      if (refused != null) {
        // Nothing of it is in the namespace.
        opensNoSession(user, "kubectl annotate --overwrite namespace production", "not-granted");
        if ("*".equals(denied)) {
          return;
        }
        beforeTheGuardWasThere(annotations);
      }
    }
    if (denied == null) {
      opensASession(user, mode);
    } else {
      opensNoSession(user, denied, null);
    }
  }

  private void grants(String granter, @Nullable String refused, String... annotations) {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = annotate(granter, "production", annotations);

    JsonNode entry = only(witness);
    assertEquals("grants", entry.path("door").asString(""));
    if (refused == null) {
      assertEquals(0, outcome.exitCode(), outcome.toString());
      assertEquals("grant", entry.path("reason").asString(""));
      assertEquals("INC-4242", entry.path("breakGlass").path("reason").asString(""));
      assertEquals(granter, entry.path("breakGlass").path("by").asString(""));
      assertTrue(
          outcome.errors().contains("Warning: Break-glass in namespace production from 20"),
          outcome.errors());
    } else {
      String[] parts = refused.split(": ", 2);
      assertEquals(1, outcome.exitCode(), outcome.toString());
      assertEquals("grant-refused", entry.path("reason").asString(""));
      assertEquals(parts[0], entry.path("breakGlass").path("refusal").asString(""));
      assertTrue(
          outcome
              .errors()
              .startsWith(
                  "Error from server (Forbidden): admission webhook \"grants.exec-guard.io\" denied"
                      + " the request: Break-glass in namespace production is refused: "),
          outcome.errors());
      assertTrue(outcome.errors().contains(parts[1]), outcome.errors());
    }
    assertEquals(List.of(), witness.reached());
    witness.requireTwins();
  }

  private void opensASession(String user, String constraint) {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = exec(user);

    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertEquals("hello", Line.last(outcome));
    assertEquals(List.of("exec"), witness.reached());
    JsonNode entry = only(witness);
    assertEquals("break-glass", entry.path("reason").asString(""));
    JsonNode glass = entry.path("breakGlass");
    assertEquals(constraint, glass.path("opened").path(0).asString(""));
    assertEquals("INC-4242", glass.path("reason").asString(""));
    assertFalse(glass.path("until").asString("").isEmpty());
    witness.requireTwins();
  }

  private void opensNoSession(String user, String saying, @Nullable String why) {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = exec(user);

    assertEquals(1, outcome.exitCode(), () -> outcome + " " + witness.records());
    assertTrue(outcome.errors().contains(saying), outcome.errors());
    assertTrue(outcome.errors().contains("\nRunbook: https://wiki.example.com/"), outcome.errors());
    assertEquals(List.of(), witness.reached());
    assertEquals(2, witness.records().size(), "kubectl tries twice");
    for (JsonNode entry : witness.records()) {
      assertEquals("deny", entry.path("decision").asString(""));
      assertEquals("constraint", entry.path("reason").asString(""));
      if (why != null) {
        assertTrue(entry.path("breakGlass").isMissingNode(), entry.toString());
      }
    }
    witness.requireTwins();
  }

  /// Hostile: a namespace's annotations can be written through its status and its finalizers, too.
  /// A registration for `namespaces` alone saw neither.
  @Test
  void noSubresourceOfANamespaceIsAWayRoundTheDoor() {
    String patch =
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\",\"%s\":\"%s\",\"%s\":\"x\",\"%s\":\"bob\"}}}"
            .formatted(
                Grant.Key.FROM.annotation(),
                time("-1"),
                Grant.Key.UNTIL.annotation(),
                time("60"),
                Grant.Key.REASON.annotation(),
                Grant.Key.BY.annotation());
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome status =
        as(
            "jane",
            "patch",
            "namespace",
            "production",
            "--subresource=status",
            "--type=merge",
            "-p",
            patch);
    Outcome finalize =
        controlPlane
            .as(User.ADMIN)
            .typing(
                patch.replace(
                    "{\"metadata\":{",
                    "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"spec\":{\"finalizers\":"
                        + "[\"kubernetes\"]},\"metadata\":{\"name\":\"production\","))
            .run("replace", "--raw", "/api/v1/namespaces/production/finalize", "-f", "-");

    for (Outcome outcome : List.of(status, finalize)) {
      assertEquals(1, outcome.exitCode(), outcome.toString());
      assertTrue(
          outcome.errors().contains("denied the request: Break-glass in namespace production"),
          outcome.errors());
    }
    assertEquals(
        List.of("finalize", "status"),
        witness.records().stream()
            .filter(entry -> entry.path("door").asString("").equals("grants"))
            .map(entry -> entry.path("subresource").asString(""))
            .sorted()
            .toList());
    opensNoSession("bob", "kubectl annotate --overwrite namespace production", "not-granted");
  }

  /// Hostile: the annotations come with the namespace, so that none changes.
  @Test
  void aGrantMadeAtTheNamespacesCreationPassesTheDoor() {
    String name = "incident-" + System.nanoTime();
    Outcome forged = create(name, "jane", "bob");
    assertEquals(1, forged.exitCode(), forged.toString());
    assertTrue(forged.errors().contains("nobody grants in another's name"), forged.errors());

    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome own = create(name, "jane", "jane");
    assertEquals(0, own.exitCode(), own.toString());
    assertTrue(only(witness).path("access").path("created").asBoolean(false));
  }

  /// Hostile: copied with its annotations from a namespace in which bob granted it.
  @Test
  void aGrantCopiedByAnotherIsRefused() {
    mode("second");
    assertEquals(0, annotate("bob", "production", valid("bob")).exitCode());
    String copy =
        controlPlane.kubectl(User.ADMIN, "get", "ns", "production", "-o", "json").output();
    Outcome outcome =
        controlPlane
            .as(User.ADMIN)
            .typing(
                copy.replace("\"name\": \"production\"", "\"name\": \"copy-of-it\"")
                    .replace("metadata.name\": \"production\"", "metadata.name\": \"copy-of-it\"")
                    .replaceAll("\"(uid|resourceVersion)\": \"[^\"]*\",?", ""))
            .run("create", "-f", "-", "--as=jane", "--as-group=system:masters");
    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.errors().contains("nobody grants in another's name"), outcome.errors());
  }

  /// Hostile: the same person under two names, a role's session and an IAM user.
  @Test
  void thePersonWhoGrantedIsNoSecondPersonUnderAnotherName() {
    mode("second");
    Outcome granted =
        as(
            ADMIN_JANE,
            Stream.concat(
                    Stream.of(
                        "--as-user-extra=sessionName=jane", "annotate", "namespace", "production"),
                    Stream.of(valid(ADMIN_JANE)))
                .toArray(String[]::new));
    assertEquals(0, granted.exitCode(), granted.toString());
    opensNoSession(IAM_JANE, "wants a second person", null);
    opensASession("arn:aws:iam::222222222222:user/bob", "second");
  }

  /// Hostile: taken away for a minute. Sessions go through meanwhile, as the label says, and every
  /// step is on record, with the constraint that ceased.
  @Test
  void aLabelTakenAwayForAMinuteIsOnRecord() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome away = as("jane", "label", "namespace", "production", "glass-");
    assertEquals(0, away.exitCode(), away.toString());
    assertTrue(
        away.errors().contains("Warning: plain ceases to mean namespace production"),
        away.errors());
    assertEquals(0, exec("jane").exitCode());
    Outcome back = as("jane", "label", "namespace", "production", "glass=plain");
    assertEquals(0, back.exitCode(), back.toString());
    assertEquals(1, exec("jane").exitCode());

    assertEquals(
        List.of("labels", "sessions", "sessions", "labels", "sessions-open").stream()
            .sorted()
            .toList(),
        witness.doors());
    List<JsonNode> changes =
        witness.records().stream()
            .filter(entry -> entry.path("door").asString("").equals("labels"))
            .map(entry -> entry.path("labelChange"))
            .toList();
    assertEquals("[\"plain\"]", changes.getFirst().path("ceases").toString());
    assertEquals(1, changes.getFirst().path("ceasesInAll").asInt(0));
    assertEquals("plain", changes.getFirst().path("before").path("glass").asString(""));
    assertEquals("[\"plain\"]", changes.getLast().path("begins").toString());
    witness.requireTwins();
  }

  /// Hostile: granted where everybody may, and moved to where only leads may. The label is never
  /// held up; that it carries the grant is told and on record.
  @Test
  void aGrantThatALabelCarriesToAnotherConstraintIsOnRecord() {
    assertEquals(0, annotate("jane", "production", valid("jane")).exitCode());
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome moved = as("jane", "label", "--overwrite", "namespace", "production", "glass=leads");
    assertEquals(0, moved.exitCode(), moved.toString());
    assertTrue(
        moved.errors().contains("opens leads too, for which it was not made. Take it away"),
        moved.errors());
    JsonNode entry = only(witness);
    assertEquals("[\"leads\"]", entry.path("breakGlass").path("carriedTo").toString());
    assertEquals(1, entry.path("breakGlass").path("carriedToInAll").asInt(0));
    witness.requireTwins();
  }

  @Test
  void eachProlongationIsOnRecord() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    for (String minutes : List.of("60", "120", "180")) {
      Outcome outcome =
          annotate(
              "jane", "production", annotations(time("-1"), time(minutes), "INC-4242", "jane"));
      assertEquals(0, outcome.exitCode(), outcome.toString());
    }
    assertEquals(
        3,
        witness.records().stream()
            .map(entry -> entry.path("breakGlass").path("until").asString(""))
            .distinct()
            .count());
    witness.requireTwins();
  }

  @Test
  void takingAGrantAwayShutsTheDoorAtOnceAndIsOnRecord() {
    assertEquals(0, annotate("jane", "production", valid("jane")).exitCode());
    opensASession("bob", "plain");
    Witness witness = Witness.fromNow(controlPlane, guard);
    ProductionGrant.takeAway(controlPlane);
    assertEquals("grant-removed", only(witness).path("reason").asString(""));
    opensNoSession("bob", "kubectl annotate --overwrite namespace production", "not-granted");
  }

  @Test
  void aGrantCanBeTriedWithoutBeingMade() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    String[] dry =
        Stream.concat(Stream.of("--dry-run=server"), Stream.of(valid("jane")))
            .toArray(String[]::new);
    assertEquals(0, annotate("jane", "production", dry).exitCode());
    assertTrue(only(witness).path("dryRun").asBoolean(false));
    opensNoSession("bob", "kubectl annotate --overwrite namespace production", "not-granted");
  }

  /// The role of `infra/rbac-granter.yaml`, bound in the namespace that may be granted and in no
  /// other.
  @Test
  void aRoleInTheNamespaceIsEnoughToGrant() {
    controlPlane.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: exec-guard-granter}
        rules: [{apiGroups: [""], resources: [namespaces], verbs: [get, patch]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: granters, namespace: production}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: exec-guard-granter}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: granter}]
        """);
    String[] here = granting("production");
    assertEquals(0, controlPlane.kubectl(User.ADMIN, here).exitCode());
    Outcome elsewhere = controlPlane.kubectl(User.ADMIN, granting("staging"));
    assertTrue(elsewhere.errors().contains("cannot get resource"), elsewhere.toString());
  }

  private static String[] granting(String namespace) {
    return Stream.concat(
            Stream.of("--as=granter", "annotate", "--overwrite", "namespace", namespace),
            Stream.of(valid("granter")))
        .toArray(String[]::new);
  }

  /// It loosens nothing else: not the node under the namespace, not another namespace.
  @Test
  void aGrantOpensNoNode() {
    assertEquals(0, annotate("jane", "production", valid("jane")).exitCode());
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome =
        as(
            "bob",
            "-n",
            "production",
            "debug",
            "-i",
            "web",
            "--profile=sysadmin",
            "--image=example.com/x",
            "-c",
            "glass-" + System.nanoTime());
    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(
        outcome.errors().contains("No break-glass of a namespace opens it: it reaches beyond"),
        outcome.errors());
    assertEquals(List.of(), witness.reached());
  }

  /// The floor stands below the guard: what it denies, no record of the guard's has. A grant opens
  /// it, whatever its time is, and the guard looks at the time. The annotations are one group's.
  @Test
  void theFloorDeniesInTheApiServerAndReservesTheAnnotations() {
    controlPlane.apply(Guard.floor(POLICY, "granters"));
    try {
      Eventually.awaitThat(
          "The floor",
          Eventually.PATIENCE,
          () -> exec("bob").errors().contains("ValidatingAdmissionPolicy"));
      Outcome denied = exec("bob");
      assertTrue(
          denied.errors().contains("An interactive session is not allowed [plain]"),
          denied.errors());
      assertEquals(0, exec("system:serviceaccount:ci:deployer").exitCode());
      assertEquals(1, exec("system:serviceaccount:dev:deployer").exitCode());
      assertEquals(0, exec("bob", "--as-group=on-call's \\ own").exitCode());
      assertEquals(0, exec("bob", "--as-user-extra=canonicalArn=" + RESPONDER).exitCode());
      assertEquals(
          1,
          exec("bob", "--as-user-extra=canonicalArn=" + RESPONDER, "--as-user-extra=canonicalArn=x")
              .exitCode());
      String set = "arn:aws:iam::%s:role/AWSReservedSSO_%s_0123456789abcde%s";
      assertEquals(0, withRole(set.formatted("222222222222", "a.b+c_d", "f")).exitCode());
      assertEquals(0, withRole(set.formatted("222222222222", "a.b+c_d", "0")).exitCode());
      for (String other :
          List.of(
              set.formatted("222222222223", "a.b+c_d", "f"),
              set.formatted("222222222222", "axbbc_d", "f"),
              set.formatted("222222222222", "a.b+c_d_2", "f"),
              set.formatted("222222222222", "A.B+C_D", "f"),
              set.formatted("222222222222", "a.b+c", "f"),
              set.formatted("222222222222", "a.b+c_d", "f0"),
              set.formatted("222222222222", "a.b+c_d", "F"))) {
        Outcome outcome = withRole(other);
        assertTrue(outcome.errors().contains("ValidatingAdmissionPolicy"), outcome.toString());
      }
      Witness witness = Witness.fromNow(controlPlane, guard);
      Outcome command = as("bob", "-n", "production", "exec", "web", "--", "echo", "hi");
      assertEquals("hi", Line.last(command));
      assertEquals(List.of("commands"), witness.doors());

      Outcome stranger = annotate("jane", "production", valid("jane"));
      assertTrue(
          stranger.errors().contains("granted by the group granters alone"), stranger.toString());
      Outcome granted =
          as(
              "jane",
              Stream.concat(
                      Stream.of("--as-group=granters", "annotate", "namespace", "production"),
                      Stream.of(valid("jane")))
                  .toArray(String[]::new));
      assertEquals(0, granted.exitCode(), granted.toString());
      opensASession("bob", "plain");
    } finally {
      controlPlane.kubectl(
          User.ADMIN,
          "delete",
          "validatingadmissionpolicybinding,validatingadmissionpolicy",
          "--all");
      Eventually.awaitThat(
          "The floor's end",
          Eventually.PATIENCE,
          () -> {
            controlPlane.kubectl(User.ADMIN, ProductionGrant.revoke().split(" "));
            return !exec("bob").errors().contains("ValidatingAdmissionPolicy")
                && annotate("jane", "production", valid("jane")).exitCode() == 0;
          });
    }
  }

  private void mode(String constraint) {
    Outcome outcome =
        controlPlane.kubectl(
            User.ADMIN, "label", "--overwrite", "namespace", "production", "glass=" + constraint);
    assertEquals(0, outcome.exitCode(), outcome.toString());
  }

  /// As if the annotations had been written before the guard was registered, past the door.
  private void beforeTheGuardWasThere(String... annotations) {
    registration.close();
    assertEquals(0, annotate("jane", "production", annotations).exitCode());
    registration = Registration.apply(controlPlane, guard.registration(POLICY));
  }

  private Outcome create(String name, String user, String by) {
    String manifest =
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: %s
          labels: {glass: plain}
          annotations: {"%s": "%s", "%s": "%s", "%s": INC-4242, "%s": "%s"}
        """
            .formatted(
                name,
                Grant.Key.FROM.annotation(),
                time("-1"),
                Grant.Key.UNTIL.annotation(),
                time("60"),
                Grant.Key.REASON.annotation(),
                Grant.Key.BY.annotation(),
                by);
    return controlPlane
        .as(User.ADMIN)
        .typing(manifest)
        .run("create", "-f", "-", "--as=" + user, "--as-group=system:masters");
  }

  private Outcome annotate(String user, String namespace, String... annotations) {
    return as(
        user,
        Stream.concat(
                Stream.of("annotate", "--overwrite", "namespace", namespace),
                Stream.of(annotations))
            .toArray(String[]::new));
  }

  private Outcome exec(String user, String... more) {
    return controlPlane
        .as(User.ADMIN)
        .typing("hello\n")
        .run(
            Stream.of(
                    Stream.of("--as=" + user, "--as-group=developers"),
                    Stream.of(more),
                    Stream.of("-n", "production", "exec", "-i", "web", "--", "cat"))
                .flatMap(each -> each)
                .toArray(String[]::new));
  }

  private Outcome withRole(String canonicalArn) {
    return exec("bob", "--as-user-extra=canonicalArn=" + canonicalArn);
  }

  /// Who may patch namespaces; leads in their group.
  private Outcome as(String user, String... words) {
    Stream<String> groups =
        user.equals("lead")
            ? Stream.of("--as-group=system:masters", "--as-group=leads")
            : Stream.of("--as-group=system:masters");
    return controlPlane.kubectl(
        User.ADMIN,
        Stream.of(Stream.of("--as=" + user), groups, Stream.of(words))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  private static String[] valid(String by) {
    return annotations(time("-1"), time("60"), "INC-4242", by);
  }

  private static String[] annotations(String from, String until, String reason, String by) {
    return new String[] {
      Grant.Key.FROM.annotation() + "=" + from,
      Grant.Key.UNTIL.annotation() + "=" + until,
      Grant.Key.REASON.annotation() + "=" + reason,
      Grant.Key.BY.annotation() + "=" + by
    };
  }

  /// Minutes from now; other text as it is.
  private static String time(String minutes) {
    return minutes.matches("-?[0-9]+")
        ? Instant.now()
            .truncatedTo(ChronoUnit.SECONDS)
            .plus(Long.parseLong(minutes), ChronoUnit.MINUTES)
            .toString()
        : minutes;
  }

  private static JsonNode only(Witness witness) {
    assertEquals(1, witness.records().size(), () -> witness.records().toString());
    return witness.records().getFirst();
  }
}
