package io.execguard.admission;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.exempting;
import static io.execguard.policy.Samples.grant;
import static io.execguard.policy.Samples.matching;
import static io.execguard.policy.Samples.production;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Constraint;
import io.execguard.policy.Door;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Samples;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole answers, as the API server reads them.
final class ReplyWriterTest {
  private static final Constraint RULE =
      constraint("rule", EnforcementAction.DENY, matching(IN_PRODUCTION));
  private static final SampleDecision SHELL = SampleDecision.of("exec-interactive-tty", RULE);
  private static final String UID = "a255e686-e46e-4a23-bd11-206b0ea36609";
  private static final String OF_SHELL = "\"record\":\"" + UID + "\",\"decision\":";

  @Test
  void answersWithTheReviewsUidAndNothingElseWhereNothingIsToSay() {
    assertEquals(
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{\
        "uid":"496439da-9dca-4b48-bd4d-fa8331729269","allowed":true,"auditAnnotations":{\
        "record":"496439da-9dca-4b48-bd4d-fa8331729269","decision":"allow"}}}""",
        reply(SampleDecision.of("exec-command", RULE)));
  }

  /// Without the reason kubectl shows no "(Forbidden)", without the code the API server says 400.
  @Test
  void refusesWithCodeReasonAndMessage() {
    assertEquals(
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"%s",\
        "allowed":false,"status":{"status":"Failure","message":"%s","reason":"Forbidden","code":403},\
        "auditAnnotations":{"record":"%s","decision":"deny","constraint":"rule"}}}"""
            .formatted(UID, DenialMessage.of(SHELL.entry()).replace("\n", "\\n"), UID),
        reply(SHELL));
  }

  @Test
  void refusesWhatItCannotReadAsABadRequest() {
    assertEquals(
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"u-1",\
        "allowed":false,"status":{"status":"Failure","message":"Exec Guard could not read this review\
         and denies what it cannot read: request.userInfo is not an object. Record u-1",\
        "reason":"BadRequest","code":400},\
        "auditAnnotations":{"record":"u-1","decision":"deny"}}}""",
        ReplyWriter.unsupported("u-1", "request.userInfo is not an object"));
  }

  @Test
  void rewritesAnExecAtTheRecorderAndDecidesNothingThere() {
    String reply = reply(SHELL.through(Door.RECORDER));
    assertEquals(
        Recorder.wrap(UID, RecorderSettings.DEFAULT, List.of("/bin/bash")),
        Rewriting.command(reply));
    assertTrue(reply.contains("\"allowed\":true"), reply);
    assertEquals("\"session\":\"" + UID + "\"", annotations(reply));
  }

  /// A patch of the masked command would run `***` in the place of what was typed.
  @Test
  void rewritesWhatWasSentAndNotWhatTheRecordShows() {
    Policy masking =
        new Policy(List.of(RULE), List.of("S3CRET"), new RecorderSettings(1 << 20, "Recorded."));
    DecisionRecord entry =
        SHELL
            .replacing("\"/bin/bash\"", "\"mysql\", \"-pS3CRET\"")
            .by(masking)
            .through(Door.RECORDER)
            .entry();
    assertFalse(entry.review().toString().contains("S3CRET"));
    assertEquals(
        Recorder.wrap(UID, masking.recorder(), List.of("mysql", "-pS3CRET")),
        Rewriting.command(ReplyWriter.reply(entry)));
  }

  @ParameterizedTest
  @MethodSource
  void rewritesNothingElse(SampleDecision sample) {
    String reply = reply(sample);
    assertFalse(reply.contains("patch"), reply);
  }

  static Stream<SampleDecision> rewritesNothingElse() {
    return Stream.of(
        SHELL,
        SHELL.through(Door.SESSIONS_OPEN),
        SHELL.in(Samples.development(Map.of())),
        SampleDecision.of("exec-command", RULE).through(Door.RECORDER),
        SampleDecision.of("attach-interactive", RULE).through(Door.RECORDER));
  }

  static Stream<Arguments> tellsTheAuditLogWhatItWas() {
    return Stream.of(
        Arguments.of(
            OF_SHELL + "\"allow\",\"constraint\":\"rule\"",
            SampleDecision.of(
                "exec-interactive-tty", Samples.acting(RULE, EnforcementAction.DRYRUN))),
        Arguments.of(
            OF_SHELL + "\"allow\",\"exempt\":\"rule\"",
            SampleDecision.of("exec-interactive-tty", exempting(RULE, Samples.DEVELOPERS))),
        Arguments.of(
            OF_SHELL + "\"allow\",\"break-glass\":\"rule\"",
            SampleDecision.of("exec-interactive-tty", breakable(RULE, FOUR_HOURS))
                .in(production(grant("lead")))),
        Arguments.of(
            OF_SHELL + "\"deny\",\"constraint\":\"rule\",\"drift\":\"true\"",
            SHELL.through(Door.SESSIONS_OPEN)),
        Arguments.of(
            OF_SHELL + "\"allow\",\"constraint\":\"rule\",\"session\":\"" + Samples.SESSION + "\"",
            recorded()),
        Arguments.of(
            "\"record\":\"e53784eb-16d3-486c-b7e7-61259a4b2d2c\",\"decision\":\"allow\","
                + "\"grant\":\"made\"",
            SampleDecision.of("grant-made", breakable(RULE, FOUR_HOURS))),
        Arguments.of(
            "\"record\":\"0b4248c2-d444-4bfb-a89c-f8ba0c5d784e\",\"decision\":\"allow\"",
            SampleDecision.of("label-added", RULE)));
  }

  @ParameterizedTest
  @MethodSource
  void tellsTheAuditLogWhatItWas(String annotations, SampleDecision sample) {
    assertEquals(annotations, annotations(reply(sample)));
  }

  @Test
  void warnsForEachConstraintThatSaysWarnAndNoOther() {
    String reply =
        reply(
            SampleDecision.of(
                "run-interactive",
                Policies.production("noted", EnforcementAction.DRYRUN),
                Policies.production("first", EnforcementAction.WARN),
                Policies.production("second", EnforcementAction.WARN)));
    assertTrue(
        reply.endsWith(
            """
            ,"warnings":["[first] A pod with an interactive container in namespace payments.\
             Runbook: https://wiki.example.com/prod-access",\
            "[second] A pod with an interactive container in namespace payments.\
             Runbook: https://wiki.example.com/prod-access"]}}"""),
        reply);
  }

  @Test
  void warnsOfWhatAChangeDoesWhereItIsAllowed() {
    assertTrue(
        reply(SampleDecision.of("label-added", RULE))
            .endsWith(",\"warnings\":[\"rule begins to mean namespace payments.\"]}}"));
    assertFalse(reply(SampleDecision.of("grant-made", RULE)).contains("warnings"));
  }

  /// kubectl shows 256 characters of a warning.
  @Test
  void cutsAWarningToWhatIsShown() {
    Constraint wordy =
        new Constraint("wordy", EnforcementAction.WARN, RULE.match(), "m".repeat(256));
    String reply = reply(SampleDecision.of("exec-interactive-tty", wordy));
    String warning = reply.substring(reply.indexOf("[\"") + 2, reply.indexOf("\"]}}"));
    assertEquals(256, warning.length());
    assertTrue(
        warning.startsWith(
            "[wordy] Interactive exec (with stdin and a terminal) in namespace payments. mm"),
        warning);
  }

  private static SampleDecision recorded() {
    byte[] rewritten =
        Rewriting.withCommand(
            Reviews.bytes("exec-interactive-tty"),
            Recorder.wrap(Samples.SESSION, RecorderSettings.DEFAULT, List.of("sh")),
            UID);
    return SampleDecision.ofText(
        new String(rewritten, StandardCharsets.UTF_8),
        Samples.acting(RULE, EnforcementAction.RECORD));
  }

  private static String reply(SampleDecision sample) {
    return ReplyWriter.reply(sample.entry());
  }

  private static String annotations(String reply) {
    String key = "\"auditAnnotations\":{";
    int start = reply.indexOf(key) + key.length();
    return reply.substring(start, reply.indexOf('}', start));
  }
}
