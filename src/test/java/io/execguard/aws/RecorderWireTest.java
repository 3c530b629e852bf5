package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.admission.PodLookup;
import io.execguard.admission.Recorder;
import io.execguard.json.Cursor;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way of an exec through the door `recorder` and then through one that decides, as documents.
final class RecorderWireTest {
  /// Of the captured review with a terminal.
  private static final String SESSION = "a255e686-e46e-4a23-bd11-206b0ea36609";

  private static final String DECIDING = "b255e686-e46e-4a23-bd11-206b0ea36609";
  private static final byte[] REVIEW = Reviews.bytes("exec-interactive-tty");

  private final Function function =
      new Function(
          new Policy(List.of(Policies.production("recording", EnforcementAction.RECORD))),
          Function.labelled(Policies.PRODUCTION));

  @Test
  void rewritesAnInteractiveExec() {
    Response response = function.post("recorder", REVIEW);

    assertTrue(
        response
            .body()
            .matches(
                """
                \\{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":\\{\
                "uid":"%s","allowed":true,"patch":"[A-Za-z0-9+/=]+","patchType":"JSONPatch",\
                "auditAnnotations":\\{"session":"%s"\\}\\}\\}"""
                    .formatted(SESSION, SESSION)),
        response.body());
    List<String> command = Rewriting.command(response.body());
    assertEquals(List.of("sh", "-c"), command.subList(0, 2));
    assertEquals(
        List.of("exec-guard/2:" + SESSION + ":2097152:", "/bin/bash"), command.subList(3, 5));
    assertEquals(5, command.size());
  }

  @Test
  void recordsThatItDid() {
    function.post("recorder", REVIEW);

    String line = function.lines().getFirst();
    assertTrue(
        line.contains(
            """
            "cluster":"prod-eu","door":"recorder","decision":"allow","reason":"recorder",\
            "violations":[],"violationsInAll":0,"recording":{"required":false,"session":"%s"},"""
                .formatted(SESSION)),
        line);
    assertTrue(line.contains("\"command\":[\"/bin/bash\"]"), line);
    assertTrue(line.contains("\"labels\":{\"state\":\"not-needed\"}"), line);
    assertFalse(line.contains("podFacts"), line);
  }

  @Test
  void looksNothingUpToRewrite() {
    NamespaceLookup noNamespace =
        (_, _, _, _) -> {
          throw new AssertionError("the namespace was looked up");
        };
    PodLookup noPod =
        (_, _, _, _) -> {
          throw new AssertionError("the pod was looked up");
        };
    Function alone = new Function(Policies.starter(), noNamespace, noPod);

    assertTrue(alone.post("recorder", REVIEW).allowed());
  }

  @Test
  void letsInWhatItRewrote() {
    byte[] rewritten =
        Rewriting.patched(REVIEW, function.post("recorder", REVIEW).body(), DECIDING);
    Response response = function.post("sessions", rewritten);

    assertEquals(
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{\
        "uid":"%s","allowed":true,"auditAnnotations":{"record":"%s","decision":"allow",\
        "constraint":"recording","session":"%s"}}}"""
            .formatted(DECIDING, DECIDING, SESSION),
        response.body());
    String line = function.lines().getLast();
    assertTrue(
        line.contains(
            """
            "door":"sessions","decision":"allow","reason":"recorded","constraint":"recording",\
            "enforcementAction":"record","violations":[{"constraint":"recording",\
            "enforcementAction":"record","session":"exec","by":"session"}],"violationsInAll":1,\
            "recording":{"required":true,"session":"%s"},"""
                .formatted(SESSION)),
        line);
    assertTrue(line.contains("\"command\":[\"/bin/bash\"]"), line);
  }

  @Test
  void bothRecordsAreOfOneAttempt() {
    function.post(
        "sessions", Rewriting.patched(REVIEW, function.post("recorder", REVIEW).body(), DECIDING));

    assertEquals(1, function.lines().stream().map(this::attemptKey).distinct().count());
  }

  private String attemptKey(String line) {
    return Function.tree(line).text("attemptKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec-stdin-no-tty", "exec-interactive-tty", "cp-upload"})
  void rewritesWhateverHasStdinOrATerminal(String review) {
    String answer = function.post("recorder", Reviews.bytes(review)).body();
    byte[] rewritten = Rewriting.patched(Reviews.bytes(review), answer, DECIDING);

    assertTrue(function.post("sessions", rewritten).allowed());
    assertEquals(
        command(Function.tree(function.lines().getFirst())),
        command(Function.tree(function.lines().getLast())));
  }

  @Test
  void letsEverythingElsePassAsItIs() {
    for (String review : Reviews.names()) {
      Response response = function.post("recorder", Reviews.bytes(review));
      assertTrue(response.allowed(), review);
      boolean rewritten = response.body().contains("\"patch\"");
      Cursor line = Function.tree(function.lines().getLast());
      assertEquals("recorder", line.text("reason"), review);
      assertEquals(rewritten, line.optional("recording").isPresent(), review);
      assertEquals(
          line.text("operation").equals("CONNECT")
              && line.text("subresource").equals("exec")
              && line.flag("interactive"),
          rewritten,
          review);
    }
  }

  @Test
  void rewritesAnExecWithoutACommand() {
    // Go writes a list that is nil as null.
    byte[] review =
        Reviews.text("exec-interactive-tty")
            .replace("[\"/bin/bash\"]", "null")
            .replaceFirst("(?s)\"command\": *\\[[^]]*]", "\"command\": null")
            .getBytes(StandardCharsets.UTF_8);
    String answer = function.post("recorder", review).body();

    assertEquals(4, Rewriting.command(answer).size());
    assertTrue(function.post("sessions", Rewriting.patched(review, answer, DECIDING)).allowed());
    assertEquals(List.of(), command(Function.tree(function.lines().getLast())));
  }

  @Test
  void keepsArgumentsAsTheyAre() {
    List<String> odd =
        List.of("sh", "-c", "", "a b", "it's \"quoted\"\n\u001b[31m", "\u202e\uD83D\uDE00", "-c");
    byte[] review = Rewriting.withCommand(REVIEW, odd, SESSION);
    List<String> command = Rewriting.command(function.post("recorder", review).body());

    assertEquals(odd, command.subList(4, command.size()));
    assertEquals(Recorder.wrap(SESSION, RecorderSettings.DEFAULT, odd), command);
  }

  @Test
  void rewritesWhatTheMaskHides() {
    // The record's *** must not be what runs.
    Function masking =
        new Function(
            new Policy(
                List.of(Policies.production("recording", EnforcementAction.RECORD)),
                List.of("-p\\S+")),
            Function.labelled(Policies.PRODUCTION));
    byte[] review = Rewriting.withCommand(REVIEW, List.of("mysql", "-pS3CRET"), SESSION);
    String answer = masking.post("recorder", review).body();
    masking.post("sessions", Rewriting.patched(review, answer, DECIDING));

    assertEquals(
        List.of("mysql", "-pS3CRET"),
        Rewriting.command(answer).subList(4, Rewriting.command(answer).size()));
    masking
        .lines()
        .forEach(
            line -> {
              assertFalse(line.contains("S3CRET"), line);
              assertTrue(line.contains("\"masked\":1"), line);
            });
  }

  @Test
  void refusesAReviewWhoseUidIsNoSessions() {
    byte[] review =
        Reviews.text("exec-interactive-tty")
            .replace(SESSION, "x; echo")
            .getBytes(StandardCharsets.UTF_8);

    assertEquals(400, function.post("recorder", review).status());
    byte[] word =
        Reviews.text("exec-interactive-tty")
            .replace(SESSION, "word")
            .getBytes(StandardCharsets.UTF_8);
    assertFalse(function.post("recorder", word).allowed());
    assertEquals("unsupported", Function.tree(function.lines().getLast()).text("reason"));
  }

  @Test
  void saysWhatIsToBeMendedWhereTheRecorderIsMissing() {
    Response response = function.post("sessions", REVIEW);

    assertEquals(
        "Interactive exec (with stdin and a terminal) in namespace payments is not allowed [recording:"
            + " environment=production] unless it is recorded, and this one is not. Single commands"
            + " run.\n"
            + "The cluster's webhook recorder.exec-guard.io is missing, old or was tampered with: tell"
            + " the owner of Exec Guard to register the cluster again.\n"
            + "Run a single command, without -i and -t (in a program: stdin=false, tty=false): kubectl"
            + " exec -n payments checkout-7d9c6f8b5-x2x7k -c app -- COMMAND\n"
            + "Runbook: https://wiki.example.com/prod-access\n"
            + "Cluster prod-eu. Record "
            + SESSION,
        response.message());
    String line = function.lines().getLast();
    assertTrue(line.contains("\"decision\":\"deny\",\"reason\":\"not-recorded\""), line);
    assertTrue(line.contains("\"recording\":{\"required\":true}"), line);
    assertFalse(response.body().contains("\"session\""), response.body());
  }

  @Test
  void saysWhatIsRecordedWhereTheWayInIsNot() {
    assertTrue(
        function
            .post("sessions", Reviews.bytes("attach-interactive"))
            .message()
            .contains(
                "unless it is recorded, and whether this container has a terminal cannot be read. Single"
                    + " commands run.\nkubectl exec is recorded: kubectl exec -it -n"),
        () -> function.post("sessions", Reviews.bytes("attach-interactive")).message());
    assertTrue(
        function
            .post("run", withoutTerminal("run-interactive"))
            .message()
            .contains("\nAdd -t to be on record, or leave -i away.\n"));
    assertTrue(
        function
            .post("sessions", withoutTerminal("debug-ephemeral-interactive"))
            .message()
            .contains("\nAdd -t to be on record, or leave -i away.\n"));
    assertEquals(
        List.of("not-recorded", "not-recorded", "not-recorded"),
        function.lines().stream().map(line -> Function.tree(line).text("reason")).toList());
  }

  /// The log of a container that has a terminal of its own is the transcript: no recorder runs.
  @Test
  void takesAContainersOwnTerminalForItsTranscript() {
    assertTrue(function.post("run", Reviews.bytes("run-interactive")).allowed());
    assertTrue(function.post("sessions", Reviews.bytes("debug-ephemeral-interactive")).allowed());

    for (String line : function.lines()) {
      assertTrue(line.contains("\"reason\":\"recorded\""), line);
      assertTrue(line.contains("\"recording\":{\"required\":true,\"log\":true}"), line);
    }
  }

  private static byte[] withoutTerminal(String review) {
    return Reviews.text(review)
        .replace("\"tty\": true", "\"tty\": false")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void recordsWhomAnExemptionLetsIn() {
    Constraint denying = Policies.production("denying", EnforcementAction.DENY);
    Function exempting =
        new Function(
            new Policy(
                List.of(
                    new Constraint(
                        denying.name(),
                        denying.enforcementAction(),
                        denying.match(),
                        denying.message(),
                        new Exemptions(
                            List.of("developers"), List.of(), List.of(), List.of(), true),
                        Optional.empty()))),
            Function.labelled(Policies.PRODUCTION));
    String answer = exempting.post("recorder", REVIEW).body();

    assertTrue(exempting.post("sessions", Rewriting.patched(REVIEW, answer, DECIDING)).allowed());
    String line = exempting.lines().getLast();
    assertTrue(line.contains("\"reason\":\"exempt\""), line);
    assertTrue(line.contains("\"recording\":{\"required\":true,\"session\""), line);
    assertFalse(exempting.post("sessions", REVIEW).allowed());
    assertEquals("not-recorded", Function.tree(exempting.lines().getLast()).text("reason"));
  }

  @Test
  void recordsWhomAGrantLetsIn() {
    Constraint denying = Policies.production("denying", EnforcementAction.DENY);
    NamespaceFacts granted =
        new NamespaceFacts.Known(
            Policies.PRODUCTION,
            Map.of(
                "exec-guard.io/allow-interactive-from", "2026-11-23T15:00:00Z",
                "exec-guard.io/allow-interactive-until", "2026-11-23T17:00:00Z",
                "exec-guard.io/allow-interactive-reason", "INC-4242",
                "exec-guard.io/allow-interactive-by", "bob"));
    Function granting =
        new Function(
            new Policy(
                List.of(
                    new Constraint(
                        denying.name(),
                        denying.enforcementAction(),
                        denying.match(),
                        denying.message(),
                        Exemptions.NONE,
                        Optional.empty(),
                        Optional.of(
                            new BreakGlass(Duration.ofHours(4), false, Optional.empty(), true))))),
            (_, _, _, _) -> new NamespaceResult(granted, Duration.ZERO));
    String answer = granting.post("recorder", REVIEW).body();

    assertTrue(granting.post("sessions", Rewriting.patched(REVIEW, answer, DECIDING)).allowed());
    String line = granting.lines().getLast();
    assertTrue(line.contains("\"reason\":\"break-glass\""), line);
    assertTrue(line.contains("\"recording\":{\"required\":true,\"session\""), line);

    Response refused = granting.post("sessions", REVIEW);
    assertFalse(refused.allowed());
    String denial = granting.lines().getLast();
    assertTrue(denial.contains("\"reason\":\"not-recorded\""), denial);
    assertTrue(
        denial.contains("\"notOpened\":[{\"constraint\":\"denying\",\"why\":\"not-recorded\"}]"),
        denial);
    assertTrue(refused.message().contains("recorder.exec-guard.io is missing"), refused.message());
  }

  @Test
  void recordsASessionWhereNobodyAsksForIt() {
    Function open = new Function(new Policy(List.of()), Function.labelled(Policies.PRODUCTION));
    byte[] rewritten =
        Rewriting.patched(REVIEW, function.post("recorder", REVIEW).body(), DECIDING);

    assertTrue(open.post("sessions-open", rewritten).allowed());
    assertTrue(open.lines().getLast().contains("\"recording\":{\"required\":false,\"session\""));
  }

  // A policy that went to dryrun, under a registration of before: sessions in images without a
  // shell were held up by a recorder that nobody asked for.
  @Test
  void rewritesNothingWhereNobodyHasToBeOnRecord() {
    Function noting =
        new Function(
            new Policy(List.of(Policies.production("noting", EnforcementAction.DRYRUN))),
            Function.labelled(Policies.PRODUCTION));
    Response response = noting.post("recorder", REVIEW);

    assertTrue(response.allowed());
    assertFalse(response.body().contains("\"patch\""), response.body());
    assertFalse(noting.lines().getLast().contains("\"recording\""));
  }

  @Test
  void aLongCommandIsMeasuredWithoutTheRecorder() {
    // 24 KiB are the person's own: with the recorder's 2 KiB around it a command that fits was
    // none.
    assertTrue(sent("x".repeat(24_000)).allowed());
    Response tooLong = sent("x".repeat(25_000));

    assertFalse(tooLong.allowed());
    assertEquals("not-recordable", Function.tree(function.lines().getLast()).text("reason"));
    assertTrue(
        tooLong
            .message()
            .startsWith(
                "Interactive exec (with stdin and a terminal) (which is not on record, because it is too long to be recorded"
                    + " whole: 25,002 characters, and a record holds 24 KiB) in namespace"),
        tooLong.message());
  }

  private Response sent(String argument) {
    byte[] review = Rewriting.withCommand(REVIEW, List.of("sh", argument), SESSION);
    String answer = function.post("recorder", review).body();
    return function.post("sessions", Rewriting.patched(review, answer, DECIDING));
  }

  private static List<String> command(Cursor line) {
    return new ArrayList<>(line.required("access").texts("command"));
  }
}
