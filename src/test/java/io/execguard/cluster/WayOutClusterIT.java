package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.admission.PodLookup;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Session;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Somebody who is refused, on a real API server, with kubectl and the message and nothing else:
/// each line of it that is a command is pasted into a shell, by them or by whom it says, with a
/// ticket put in, and what it led to is looked at. No message offers what cannot work.
///
/// Jane, bob and olga may patch namespaces, mallory may not.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class WayOutClusterIT {
  private static final String HELP = "https://help.example.com/prod";
  private static final String WORD = "throttled";

  private static final Policy POLICY =
      new Policy(
          List.of(
              constraint("open", Optional.of(glass(false, Optional.empty())), Optional.empty()),
              constraint(
                  "leads",
                  Optional.of(
                      glass(
                          false,
                          Optional.of(new Exemptions(List.of("on-call"), List.of(), List.of())))),
                  Optional.empty()),
              constraint("second", Optional.of(glass(true, Optional.empty())), Optional.empty()),
              constraint("shut", Optional.empty(), Optional.empty()),
              constraint(
                  "strict",
                  Optional.of(glass(false, Optional.empty())),
                  Optional.of(new AllowedCommands(List.of("echo"))))),
          List.of(),
          RecorderSettings.DEFAULT,
          HELP);

  /// What is typed, and how it is told that it came about.
  enum Way {
    SHELL("exec -it web -- sh", true),
    COMMAND("exec -it web -- echo hello", true),
    UPLOAD("cp local web:/tmp/exec-guard-uploaded", false),
    ATTACH("attach -i web", false),
    DEBUG("debug -i web --image=example.com/x -c NEW", false),
    RUN("run NEW -i --image=example.com/x", false),
    PORT_FORWARD("port-forward web :8080", false),
    NODE("debug -i node/node --image=example.com/x --profile=sysadmin", false);

    private final String line;
    private final boolean terminal;

    Way(String line, boolean terminal) {
      this.line = line;
      this.terminal = terminal;
    }
  }

  private static Guard guard;
  private static Registration registration;
  private static int made;

  private final ControlPlane controlPlane;

  WayOutClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  private static BreakGlass glass(boolean secondPerson, Optional<Exemptions> grantors) {
    return new BreakGlass(Duration.ofHours(4), secondPerson, grantors);
  }

  private static Constraint constraint(
      String name, Optional<BreakGlass> breakGlass, Optional<AllowedCommands> commands) {
    return new Constraint(
        name,
        EnforcementAction.DENY,
        new Match(
            List.of("*"),
            new LabelSelector(Map.of("glass", name), List.of()),
            List.of(),
            EnumSet.allOf(Session.class)),
        "",
        Exemptions.NONE,
        commands,
        breakGlass);
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) throws IOException {
    Files.writeString(controlPlane.directory().resolve("local"), "uploaded\n");
    guard = controlPlane.guard(POLICY);
    label(controlPlane, "open");
    controlPlane.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: way-out, namespace: production}
        rules: [{apiGroups: [""], resources: [namespaces], verbs: [get, patch]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: way-out, namespace: production}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: way-out}
        subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: bob}
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: olga}
        """);
    registration = Registration.apply(controlPlane, guard.registration(POLICY));
  }

  @AfterAll
  static void unregister(ControlPlane controlPlane) {
    registration.close();
    guard.close();
    controlPlane.kubectl(User.ADMIN, "label", "namespace", "production", "glass-");
    controlPlane.kubectl(User.ADMIN, "delete", "rolebinding", "-n", "production", "way-out");
  }

  @AfterEach
  void takeTheGrantAway() {
    ProductionGrant.takeAway(controlPlane);
  }

  /// From refusal to an open session: two commands typed, one of them pasted.
  @ParameterizedTest
  @EnumSource
  void whoMayGrantPastesTheLineAndIsIn(Way way) throws Exception {
    label(controlPlane, "open");
    String message = refused(User.JANE, way, "open");
    List<String> grants = grants(message, way, User.JANE);
    if (way == Way.NODE) {
      assertNothingOpensIt(grants, message);
      return;
    }
    assertEquals(1, grants.size(), message);
    Pasted granted = paste(User.JANE, grants.getFirst());
    assertEquals(0, granted.exitCode(), granted.printed());
    assertTrue(granted.printed().contains("to everybody who may exec there"), granted.printed());
    assertOpen(User.JANE, way);
  }

  /// RBAC is not the guard's to know: kubectl says Forbidden, and whom the line is sent to is told
  /// their own.
  @ParameterizedTest
  @EnumSource
  void whoMayNotPatchTheNamespaceSendsTheLineToWhoMay(Way way) throws Exception {
    label(controlPlane, "open");
    String message = refused(User.MALLORY, way, "open");
    List<String> grants = grants(message, way, User.MALLORY);
    if (way == Way.NODE) {
      assertNothingOpensIt(grants, message);
      return;
    }
    assertTrue(message.contains("Where that is Forbidden"), message);
    String line = grants.getFirst();
    Pasted forbidden = paste(User.MALLORY, line);
    assertEquals(1, forbidden.exitCode(), forbidden.printed());
    assertTrue(forbidden.printed().contains("namespaces \"production\" is forbidden"), message);

    Pasted ofBob = paste(User.BOB, line);
    assertEquals(1, ofBob.exitCode(), ofBob.printed());
    assertTrue(ofBob.printed().contains("nobody grants in another's name"), ofBob.printed());
    Pasted granted = paste(User.BOB, commands(ofBob.printed()).getFirst());
    assertEquals(0, granted.exitCode(), granted.printed());
    assertOpen(User.MALLORY, way);
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNoGrantorSendsTheLineToOne(Way way) throws Exception {
    label(controlPlane, "leads");
    String message = refused(User.JANE, way, "leads");
    List<String> grants = grants(message, way, User.JANE);
    if (way == Way.NODE) {
      assertNothingOpensIt(grants, message);
      return;
    }
    assertTrue(message.contains("only group on-call may grant it"), message);
    String line = grants.getFirst();
    assertNotEquals(0, paste(User.JANE, line).exitCode());
    Pasted granted = paste(User.OLGA, line);
    assertEquals(0, granted.exitCode(), granted.printed());
    assertTrue(granted.printed().contains("to jane alone"), granted.printed());
    assertOpen(User.JANE, way);
  }

  @ParameterizedTest
  @EnumSource
  void whereTwoAreWantedAColleagueGrants(Way way) throws Exception {
    label(controlPlane, "second");
    String message = refused(User.JANE, way, "second");
    List<String> grants = grants(message, way, User.JANE);
    if (way == Way.NODE) {
      assertNothingOpensIt(grants, message);
      return;
    }
    assertTrue(message.contains("second wants a second person. Send them this line"), message);
    String line = grants.getFirst();
    Pasted granted = paste(User.BOB, line);
    assertEquals(0, granted.exitCode(), granted.printed());
    assertOpen(User.JANE, way);
  }

  /// A grant that is for one person lets nobody else in, and their denial adds them to it.
  @Test
  void aGrantForOneLetsInNobodyElseUntilTheyAreAdded() throws Exception {
    label(controlPlane, "leads");
    String line =
        grants(refused(User.JANE, Way.COMMAND, "leads"), Way.COMMAND, User.JANE).getFirst();
    assertEquals(0, paste(User.OLGA, line).exitCode());
    String message = refused(User.MALLORY, Way.COMMAND, "leads");
    assertTrue(message.contains("lets in others alone: jane."), message);
    String added = grants(message, Way.COMMAND, User.MALLORY).getFirst();
    assertEquals(0, paste(User.OLGA, added).exitCode());
    assertOpen(User.MALLORY, Way.COMMAND);
    assertOpen(User.JANE, Way.COMMAND);
  }

  @ParameterizedTest
  @EnumSource
  void withoutBreakGlassNoneIsOffered(Way way) throws Exception {
    label(controlPlane, "shut");
    String message = refused(User.JANE, way, "shut");
    assertEquals(List.of(), grants(message, way, User.JANE), message);
    // A shell on a node is each constraint's: others have break-glass, which does not open it.
    assertEquals(way == Way.NODE, message.contains("reak-glass"), message);
  }

  @ParameterizedTest
  @EnumSource
  void strictModeOffersWhatItsListNames(Way way) throws Exception {
    label(controlPlane, "strict");
    String message = refused(User.JANE, way, "strict");
    List<String> grants = grants(message, way, User.JANE);
    if (way == Way.NODE) {
      assertNothingOpensIt(grants, message);
      return;
    }
    boolean named =
        switch (way) {
          case SHELL, ATTACH, DEBUG, PORT_FORWARD -> true;
          // Its own line, an upload, and a pod's image: no list judges those.
          case COMMAND, UPLOAD, RUN, NODE -> false;
        };
    assertEquals(named, message.contains("Commands allowed here: echo."), message);
    assertEquals(0, paste(User.JANE, grants.getFirst()).exitCode());
    assertOpen(User.JANE, way);
  }

  /// Nothing can be granted, since nobody could see it: try again, and a word for the owner.
  @Test
  void labelsThatCannotBeReadAreToldByAWord() throws Exception {
    label(controlPlane, "open");
    NamespaceLookup unreadable =
        (_, _, _, _) -> new NamespaceResult(new NamespaceFacts.Unavailable(WORD), Duration.ZERO);
    try (Guard blind = Guard.of(POLICY, unreadable, PodLookup.NONE);
        Registration _ = Registration.apply(controlPlane, blind.registration(POLICY))) {
      for (Way way : Way.values()) {
        String message = printed(User.JANE, way);
        assertEquals(List.of(), grants(message, way, User.JANE), message);
        assertEquals(
            // Whatever its namespace is, it is denied.
            way != Way.NODE,
            message.contains("tell the owner of Exec Guard this word: " + WORD),
            message);
      }
    } finally {
      registration = Registration.apply(controlPlane, guard.registration(POLICY));
    }
  }

  /// kubectl prints what the API server says, and the registration names where help is.
  @Test
  void whileTheGuardIsDownTheRegistrationSaysWhereHelpIs() throws Exception {
    label(controlPlane, "open");
    Guard down = controlPlane.guard(POLICY);
    String document = down.registration(POLICY);
    down.close();
    try (Registration _ = Registration.apply(controlPlane, document)) {
      for (Way way : Way.values()) {
        String message = printed(User.JANE, way);
        assertTrue(message.contains("failed calling webhook \""), message);
        assertEquals(List.of(), commands(message), message);
      }
      assertEquals(
          HELP,
          controlPlane
              .kubectl(
                  User.ADMIN,
                  "get",
                  "validatingwebhookconfiguration",
                  "exec-guard",
                  "-o",
                  "jsonpath={.metadata.annotations.exec-guard\\.io/help}")
              .output());
    } finally {
      registration = Registration.apply(controlPlane, guard.registration(POLICY));
    }
  }

  /// The message, whose first line is the sum of it.
  private String refused(User user, Way way, String constraint) {
    String message = printed(user, way);
    String first =
        message
            .lines()
            .filter(line -> line.contains("denied the request: "))
            .findFirst()
            .orElse("");
    assertTrue(first.contains(" is not allowed [") && first.contains("[" + constraint), message);
    assertTrue(message.contains("\nHelp: " + HELP + "\nCluster tests. Record "), message);
    return message;
  }

  private String printed(User user, Way way) {
    Outcome outcome = type(user, way);
    String printed = (outcome.errors() + outcome.output()).replace("\r", "");
    // A pod whose session is refused is made all the same while the guard is blind, and its log
    // shown.
    assertTrue(way == Way.RUN || outcome.exitCode() != 0, printed);
    return printed;
  }

  /// Runs each command that is no grant, by whoever was refused, and gives the grants.
  private List<String> grants(String message, Way way, User user) throws Exception {
    for (String command : commands(message)) {
      if (!command.startsWith("kubectl annotate")) {
        Pasted pasted = paste(user, command);
        assertEquals(0, pasted.exitCode(), way + ": " + command + ": " + pasted.printed());
        assertTrue(pasted.printed().contains("hello"), pasted.printed());
      }
    }
    return commands(message).stream()
        .filter(command -> command.startsWith("kubectl annotate"))
        .toList();
  }

  private static List<String> commands(String message) {
    return message
        .lines()
        .filter(line -> line.startsWith("  kubectl "))
        .map(String::strip)
        .toList();
  }

  private static void assertNothingOpensIt(List<String> grants, String message) {
    assertEquals(List.of(), grants, message);
    assertTrue(message.contains("it reaches beyond the namespace"), message);
  }

  private void assertOpen(User user, Way way) {
    if (way == Way.PORT_FORWARD) {
      try (RunningKubectl forward = kubectl(user, way).start(words(way))) {
        forward.awaitOutput("Forwarding from");
      }
      return;
    }
    Outcome outcome = type(user, way);
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertFalse(outcome.toString().contains("admission webhook"), outcome.toString());
  }

  private Outcome type(User user, Way way) {
    return kubectl(user, way).run(words(way));
  }

  private Kubectl kubectl(User user, Way way) {
    Kubectl kubectl = controlPlane.as(user).typing("exit\n");
    return way.terminal ? kubectl.onTerminal() : kubectl;
  }

  private static String[] words(Way way) {
    return Stream.concat(
            Stream.of("-n", "production"),
            Stream.of(way.line.replace("NEW", "way-out-" + made++).split(" ")))
        .toArray(String[]::new);
  }

  private Pasted paste(User user, String line) throws IOException, InterruptedException {
    return Pasted.by(user, controlPlane, line.replace(Grant.TICKET, "INC-4242"));
  }

  private static void label(ControlPlane controlPlane, String constraint) {
    Outcome outcome =
        controlPlane.kubectl(
            User.ADMIN, "label", "--overwrite", "namespace", "production", "glass=" + constraint);
    assertEquals(0, outcome.exitCode(), outcome.toString());
  }
}
