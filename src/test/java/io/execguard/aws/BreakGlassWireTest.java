package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.json.Cursor;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Break-glass on the wire: captured reviews in, records and replies out. The captured grant is
/// from 14:00 until 18:00, and the function's clock stands at 16:00.
class BreakGlassWireTest {
  private static final String JANE =
      "arn:aws:sts::111122223333:assumed-role/Operator/jane.doe@example.com";

  private final Function function = function(Map.of(), false);

  @Test
  void recordsAGrantWithWhoWhyAndUntilWhen() {
    Response response = function.post("grants", Reviews.bytes("grant-made"));

    assertTrue(response.allowed());
    assertEquals("made", response.verdict().required("auditAnnotations").text("grant"));
    assertEquals(
        List.of(
            "Break-glass in namespace payments from 2026-11-23T14:00:00Z until"
                + " 2026-11-23T18:00:00Z opens production. Sessions outlive its end.",
            "It opens the door to everybody who may exec there."),
        response.verdict().texts("warnings"));
    Cursor line = function.line();
    assertEquals("grant", line.text("reason"));
    assertEquals("payments", line.text("namespace"));
    assertEquals("namespaceChange", line.required("access").text("kind"));
    assertFalse(line.flag("interactive"));
    Cursor glass = line.required("breakGlass");
    assertEquals("made", glass.text("change"));
    assertEquals("2026-11-23T14:00:00Z", glass.text("from"));
    assertEquals("2026-11-23T18:00:00Z", glass.text("until"));
    assertEquals("INC-4242", glass.text("reason"));
    assertEquals(JANE, glass.text("by"));
    assertEquals(List.of("production"), glass.texts("opens"));
  }

  @Test
  void recordsThatAGrantIsTakenAway() {
    // In the captured review the label is gone already, so that no constraint means the namespace.
    assertTrue(function.post("grants", Reviews.bytes("grant-removed")).allowed());
    assertEquals("grant-removed", function.line().text("reason"));
    assertEquals("removed", function.line().required("breakGlass").text("change"));
  }

  @ParameterizedTest
  @CsvSource({
    "label-added,   production, ''",
    "label-removed, '',         production",
  })
  void recordsWhichConstraintsBeginAndCease(String review, String begins, String ceases) {
    assertTrue(function.post("labels", Reviews.bytes(review)).allowed());
    Cursor change = function.line().required("labelChange");
    assertEquals(begins, String.join(" ", change.texts("begins")));
    assertEquals(ceases, String.join(" ", change.texts("ceases")));
  }

  @ParameterizedTest
  @CsvSource({
    "grant-by-status,   status",
    "grant-by-finalize, finalize",
  })
  void judgesAGrantThatComesByASubresource(String review, String subresource) {
    Response response = function.post("grants", Reviews.bytes(review));
    assertFalse(response.allowed());
    assertTrue(
        response
            .message()
            .startsWith(
                "Break-glass in namespace payments is refused:"
                    + " exec-guard.io/allow-interactive-from is missing; it takes "),
        response.message());
    assertEquals(subresource, function.line().text("subresource"));
    assertEquals("from-missing", function.line().required("breakGlass").text("fault"));
  }

  @Test
  void judgesAGrantThatComesWithItsNamespace() {
    assertTrue(function.post("grants", Reviews.bytes("namespace-created-with-a-grant")).allowed());
    assertTrue(function.line().required("access").flag("created"));
    assertEquals("incident", function.line().text("namespace"));
  }

  /// What an annotation says can be anything, and need not be about a grant at all.
  @Test
  void recordsNothingOfAnnotationsThatAreNoGrant() {
    String body = Reviews.text("grant-made").replace("2026-11-23T18:00:00Z", "S3CRET\\u001b[2J");
    Response response = function.post("grants", body.getBytes(StandardCharsets.UTF_8));

    assertFalse(response.allowed());
    assertFalse(response.body().contains("S3CRET"), response.body());
    assertFalse(function.lines().toString().contains("S3CRET"));
    assertEquals("until-no-time", function.line().required("breakGlass").text("fault"));
  }

  @Test
  void aGrantsOtherDoorsGiveTheSameAnswerUnderOneAttemptKey() {
    function.post("grants", Reviews.bytes("grant-made"));
    function.post("labels", Reviews.bytes("grant-made"));
    assertEquals(
        1,
        function.lines().stream()
            .map(line -> Function.tree(line).text("attemptKey"))
            .distinct()
            .count());
  }

  /// Two grants within ten seconds are two acts.
  @Test
  void anotherGrantIsAnotherAttempt() {
    function.post("grants", Reviews.bytes("grant-made"));
    String other = Reviews.text("grant-made").replace("18:00:00Z", "17:00:00Z");
    function.post("grants", other.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        2,
        function.lines().stream()
            .map(line -> Function.tree(line).text("attemptKey"))
            .distinct()
            .count());
  }

  // A session's name that a tool made was taken for a person's: every colleague shared it.
  @Test
  void tellsHowToGetANameOfOnesOwnWhereAToolMadeIt() {
    Function second = second(Map.of());
    Response response = second.post("grants", toolNamed("grant-made"));
    assertFalse(response.allowed());
    assertTrue(
        response
            .message()
            .startsWith(
                "Break-glass in namespace payments is refused: production wants a second person, and"
                    + " your session's name, \"EKSGetTokenAuth\", is what aws eks get-token"
                    + " --role-arn writes and does not tell who you are: take --role-arn out of the"
                    + " kubeconfig, and set role_session_name in ~/.aws/config,"
                    + " AWS_ROLE_SESSION_NAME or --role-session-name, or use IAM Identity Center."),
        response.message());
    assertEquals("tool-named", second.line().required("breakGlass").text("refusal"));
  }

  @Test
  void tellsASecondPersonWithAToolsNameTheSame() {
    Function second = second(grant("14:00", "18:00"));
    Response response = second.post("sessions", toolNamed("exec-interactive-tty"));
    assertFalse(response.allowed());
    assertTrue(
        response
            .message()
            .contains(
                "Break-glass of this namespace does not count for you: production wants a second"
                    + " person, and your session's name, \"EKSGetTokenAuth\", is what"),
        response.message());
    assertEquals("tool-named", why(second));
  }

  // Who had granted opened the session with a service account's token.
  @Test
  void aServiceAccountIsToldThatItIsNobodysSecondPerson() {
    Function second = second(grant("14:00", "18:00"));
    Response response = second.post("sessions", byServiceAccount("exec-interactive-tty"));
    assertFalse(response.allowed());
    assertTrue(
        response.message().contains("is nobody's second person: use your own name."),
        response.message());
    assertEquals("no-person", why(second));

    Function granting = second(Map.of());
    Response refused = granting.post("grants", byServiceAccount("grant-made"));
    assertFalse(refused.allowed());
    assertTrue(
        refused
            .message()
            .startsWith(
                "Break-glass in namespace payments is refused: production wants a second person, and"
                    + " a service account or another user of the cluster's own is nobody's second"
                    + " person: use your own name."),
        refused.message());
    assertEquals("no-person", granting.line().required("breakGlass").text("refusal"));
  }

  @Test
  void tellsThatTheNameInTheGrantIsNobodys() {
    Map<String, String> robots = new HashMap<>(grant("14:00", "18:00"));
    robots.put(Grant.Key.BY.annotation(), "system:serviceaccount:ci:deployer");
    Function second = second(robots);
    Response response = second.post("sessions", Reviews.bytes("exec-interactive-tty"));
    assertTrue(
        response
            .message()
            .contains(
                "production wants a second person, and the name in"
                    + " exec-guard.io/allow-interactive-by tells no person. Break-glass for 1h: "),
        response.message());
    assertEquals("granter-untold", why(second));
  }

  @Test
  void aGrantThatBeginsTomorrowNightIsRefused() {
    String body =
        Reviews.text("grant-made")
            .replace("2026-11-23T14:00:00Z", "2026-11-24T17:00:00Z")
            .replace("2026-11-23T18:00:00Z", "2026-11-24T18:00:00Z");
    Response response = function.post("grants", body.getBytes(StandardCharsets.UTF_8));
    assertTrue(
        response
            .message()
            .contains(
                "it begins at 2026-11-24T17:00:00Z, more than 24h from now, 2026-11-23T16:00:01Z:"
                    + " grant it later"),
        response.message());
    assertEquals("too-early", function.line().required("breakGlass").text("refusal"));
  }

  // A backup could not be restored: a grant in it had ended, and was another's.
  @Test
  void admitsANamespaceWithAGrantThatHasEndedAndRecordsThatItHas() {
    String body =
        Reviews.text("namespace-created-with-a-grant")
            .replaceFirst(JANE, "system:serviceaccount:velero:velero")
            .replace("2026-11-23T18:00:00Z", "2026-11-23T15:00:00Z");
    Response response = function.post("grants", body.getBytes(StandardCharsets.UTF_8));

    assertTrue(response.allowed(), response.body());
    assertEquals(
        List.of(
            "The break-glass in namespace incident opens nothing: it has ended at"
                + " 2026-11-23T15:00:00Z."),
        response.verdict().texts("warnings"));
    assertEquals("ended", response.verdict().required("auditAnnotations").text("grant"));
    Cursor line = function.line();
    assertEquals("grant-void", line.text("reason"));
    Cursor glass = line.required("breakGlass");
    assertEquals("ended", glass.text("change"));
    assertEquals("2026-11-23T14:00:00Z", glass.text("from"));
    assertEquals("2026-11-23T15:00:00Z", glass.text("until"));
    assertEquals(List.of(), glass.texts("opens"));
  }

  @Test
  void admitsANamespaceWithAnnotationsThatAreNoGrantAndSaysWhy() {
    String body =
        Reviews.text("namespace-created-with-a-grant").replace("2026-11-23T18:00:00Z", "S3CRET");
    Response response = function.post("grants", body.getBytes(StandardCharsets.UTF_8));
    assertTrue(response.allowed());
    assertEquals(
        List.of(
            "The break-glass in namespace incident opens nothing:"
                + " exec-guard.io/allow-interactive-until is no RFC 3339 time with a zone, like"
                + " 2026-11-23T14:00:00Z."),
        response.verdict().texts("warnings"));
    assertEquals("faulty", function.line().required("breakGlass").text("change"));
    assertEquals("until-no-time", function.line().required("breakGlass").text("fault"));
    assertFalse(function.lines().toString().contains("S3CRET"));
  }

  private static String why(Function function) {
    return function.line().required("breakGlass").items("notOpened").getFirst().text("why");
  }

  private static byte[] toolNamed(String review) {
    return Reviews.text(review)
        .replace("jane.doe@example.com", "EKSGetTokenAuth")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] byServiceAccount(String review) {
    return byServiceAccountText(review).getBytes(StandardCharsets.UTF_8);
  }

  private static String byServiceAccountText(String review) {
    return Reviews.text(review)
        .replaceAll(
            "arn:aws:sts::111122223333:assumed-role/[A-Za-z]+/jane.doe@example.com",
            "system:serviceaccount:payments:deployer");
  }

  @Test
  void opensASessionUnderAGrantAndSaysWhose() {
    Function granted = function(grant("14:00", "18:00"), false);
    Response response = granted.post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertTrue(response.allowed());
    assertEquals("production", response.verdict().required("auditAnnotations").text("break-glass"));
    Cursor line = granted.line();
    assertEquals("break-glass", line.text("reason"));
    assertEquals(List.of("production"), line.required("breakGlass").texts("opened"));
    assertEquals("bob", line.required("breakGlass").text("by"));
  }

  /// Hostile: a leap of the clock. A function whose clock is wrong counts a grant at a wrong time,
  /// never for longer than the grant says.
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T13:59:59.999Z, Break-glass begins at 2026-11-23T14:00:00Z.",
    "2026-11-23T18:00:00Z,     Break-glass ended at 2026-11-23T18:00:00Z.",
    "2026-11-23T18:00:01Z,     Break-glass ended at 2026-11-23T18:00:00Z.",
    "1970-01-01T00:00:00Z,     Break-glass begins at",
    "2086-01-01T00:00:00Z,     Break-glass ended at",
  })
  void aLeapOfTheClockOpensNothing(Instant now, String saying) {
    Function leaping = new Function(policy(), lookup(grant("14:00", "18:00"), false), () -> now);
    Response response = leaping.post("sessions", Reviews.bytes("exec-interactive-tty"));
    assertFalse(response.allowed());
    assertTrue(response.message().contains(saying), response.message());
  }

  @Test
  void countsNoGrantOfStaleFacts() {
    Function stale = function(grant("14:00", "18:00"), true);
    Response response = stale.post("sessions", Reviews.bytes("exec-interactive-tty"));
    assertFalse(response.allowed());
    assertTrue(
        response
            .message()
            .contains("Break-glass does not count while the namespace cannot be read"),
        response.message());
    Cursor why = stale.line().required("breakGlass").items("notOpened").getFirst();
    assertEquals("stale", why.text("why"));
  }

  @Test
  void callsADenialAtAnOpenDoorDrift() {
    Response response = function.post("sessions-open", Reviews.bytes("exec-interactive-tty"));
    assertFalse(response.allowed());
    assertTrue(function.line().flag("drift"));
    assertEquals("true", response.verdict().required("auditAnnotations").text("drift"));
  }

  @Test
  void callsNoOtherAnswerDrift() {
    function.post("sessions", Reviews.bytes("exec-interactive-tty"));
    assertFalse(function.line().flag("drift"));
    Function open = new Function(policy(), Function.labelled(Policies.STAGING));
    open.post("sessions-open", Reviews.bytes("exec-interactive-tty"));
    assertFalse(open.line().flag("drift"));
  }

  /// Hostile: everything that can be long is.
  @Test
  void aRecordStaysWithin64KibWithALongCommandUnderAGrant() {
    Policy many =
        new Policy(
            IntStream.range(100, 160)
                .mapToObj(i -> constraint("c".repeat(60) + i, Duration.ofHours(i % 2 == 0 ? 4 : 1)))
                .toList());
    String wide = "\uD83D\uDE00".repeat(256);
    Map<String, String> annotations =
        Map.of(
            Grant.Key.FROM.annotation(),
            "2026-11-23T14:00:00Z",
            Grant.Key.UNTIL.annotation(),
            "2026-11-23T18:00:00Z",
            Grant.Key.REASON.annotation(),
            wide,
            Grant.Key.BY.annotation(),
            wide);
    Function function = new Function(many, lookup(annotations, false));
    String body =
        Reviews.text("exec-interactive-tty")
            .replace("\"/bin/bash\"", "\"" + "\\u0001".repeat(100_000) + "\"")
            .replace("\"developers\"", "\"" + "g".repeat(10_000) + "\"")
            .replace("\"app\"", "\"" + "\\u0001".repeat(5_000) + "\"")
            .replace("\"checkout-7d9c6f8b5-x2x7k\"", "\"" + "\\u0001".repeat(5_000) + "\"")
            .replace("\"aws-iam-authenticator:", "\"" + "\\u0001".repeat(5_000));
    function.post("sessions", body.getBytes(StandardCharsets.UTF_8));
    int length = function.lines().getFirst().getBytes(StandardCharsets.UTF_8).length;
    assertTrue(length <= 64 << 10, length + " bytes");
    assertTrue(length > 30 << 10, "nothing was long: " + length);
  }

  private static Function function(Map<String, String> annotations, boolean stale) {
    return new Function(policy(), lookup(annotations, stale));
  }

  private static Function second(Map<String, String> annotations) {
    return new Function(
        new Policy(List.of(constraint("production", Duration.ofHours(4), true))),
        lookup(annotations, false));
  }

  private static NamespaceLookup lookup(Map<String, String> annotations, boolean stale) {
    return (_, _, _, _) ->
        new NamespaceResult(
            new NamespaceFacts.Known(Policies.PRODUCTION, annotations, stale), Duration.ZERO);
  }

  private static Map<String, String> grant(String from, String until) {
    return Map.of(
        Grant.Key.FROM.annotation(),
        "2026-11-23T" + from + ":00Z",
        Grant.Key.UNTIL.annotation(),
        "2026-11-23T" + until + ":00Z",
        Grant.Key.REASON.annotation(),
        "INC-4242",
        Grant.Key.BY.annotation(),
        "bob");
  }

  private static Policy policy() {
    return new Policy(List.of(constraint("production", Duration.ofHours(4))));
  }

  private static Constraint constraint(String name, Duration maxDuration) {
    return constraint(name, maxDuration, false);
  }

  private static Constraint constraint(String name, Duration maxDuration, boolean secondPerson) {
    Constraint plain = Policies.production(name, EnforcementAction.DENY);
    return new Constraint(
        name,
        plain.enforcementAction(),
        plain.match(),
        plain.message(),
        Exemptions.NONE,
        Optional.empty(),
        Optional.of(new BreakGlass(maxDuration, secondPerson, Optional.empty())));
  }
}
