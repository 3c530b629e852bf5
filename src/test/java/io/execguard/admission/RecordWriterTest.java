package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Door;
import io.execguard.policy.Samples;
import io.execguard.testing.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Each line of the log that is no decision, whole, and valid by the schema.
final class RecordWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T16:00:01.250999Z");
  private static final String DIGEST = "sha256:" + "0".repeat(64);
  private static final WebhookCall.Invocation INVOCATION = SampleDecision.INVOCATION;
  private static final String CALL =
      """
      "functionVersion":"7","gatewayRequestId":"gateway-1","lambdaRequestId":"lambda-1",\
      "coldStart":false}""";

  @Test
  void writesThePolicyInForce() {
    assertLine(
        """
        {"timestamp":"2026-11-23T16:00:01.250Z","level":"INFO","type":"policy","schemaVersion":1,\
        "policyDigest":"DIGEST","functionVersion":"7","policy":{"constraints":[],"record":{"mask":[]}}}""",
        RecordWriter.policy(DIGEST, "{\"constraints\":[],\"record\":{\"mask\":[]}}", "7", NOW));
  }

  /// A record of a whole second had no fraction, 2026-11-26T16:55:04Z, and in a query's order,
  /// which is the text's, the end of a grant came after the session that followed it, of
  /// 16:55:04.151Z.
  @Test
  void writesAWholeSecondWithItsMillisecondsSoThatTextSortsAsTime() {
    Instant second = Instant.parse("2026-11-26T16:55:04.000999Z");

    String first = timestamp(RecordWriter.failed(INVOCATION, "a", second));
    String next = timestamp(RecordWriter.failed(INVOCATION, "a", second.plusMillis(151)));

    assertEquals("2026-11-26T16:55:04.000Z", first);
    assertTrue(first.compareTo(next) < 0, next);
  }

  private static String timestamp(byte[] line) {
    return JsonMapper.shared().readTree(line).path("timestamp").stringValue();
  }

  @Test
  void writesAFailureOfItsOwn() {
    assertLine(
        """
        {"timestamp":"2026-11-23T16:00:01.250Z","level":"ERROR","type":"failed","schemaVersion":1,\
        "status":500,"problem":"IllegalStateException at AdmissionGate.answer",CALL""",
        RecordWriter.failed(INVOCATION, "IllegalStateException at AdmissionGate.answer", NOW));
  }

  @Test
  void writesACallThatItRejectsByItsCluster() {
    assertLine(
        """
        {"timestamp":"2026-11-23T16:00:01.250Z","level":"WARN","type":"rejected","schemaVersion":1,\
        "status":413,"problem":"too-large","cluster":"prod-eu",CALL""",
        RecordWriter.rejected(INVOCATION, "prod-eu", 413, "too-large", NOW));
  }

  @Test
  void namesNoClusterOfACallerWhoDidNotProveToBeIt() {
    assertLine(
        """
        {"timestamp":"2026-11-23T16:00:01.250Z","level":"WARN","type":"rejected","schemaVersion":1,\
        "status":401,"problem":"unknown-caller",CALL""",
        RecordWriter.rejected(INVOCATION, "", 401, "unknown-caller", NOW));
  }

  /// A metric filter takes its value from `failed`: it has to be a number.
  @Test
  void writesASelfTestWithItsOutcomeAsANumber() {
    assertLine(
        """
        {"timestamp":"2026-11-23T16:00:01.250Z","level":"INFO","type":"self-test","schemaVersion":1,\
        "cluster":"prod-eu","failed":0,"lookupMs":12,CALL""",
        RecordWriter.selfTest(INVOCATION, "prod-eu", Optional.empty(), Duration.ofMillis(12), NOW));
    assertLine(
        """
        {"timestamp":"2026-11-23T16:00:01.250Z","level":"WARN","type":"self-test","schemaVersion":1,\
        "cluster":"prod-eu","failed":1,"problem":"out-of-time","lookupMs":0,CALL""",
        RecordWriter.selfTest(
            INVOCATION, "prod-eu", Optional.of("out-of-time"), Duration.ofMillis(-12), NOW));
  }

  @Test
  void writesADenialOfWhatItCouldNotRead() {
    WebhookCall call =
        new WebhookCall(
            "prod-eu",
            new Token("S3CRET"),
            "sessions",
            "application/json",
            NOW.minusMillis(20),
            NOW.plusSeconds(10),
            INVOCATION);
    byte[] line =
        RecordWriter.unsupported(
            GateMode.DECISION,
            call,
            "prod-eu",
            Door.SESSIONS,
            Samples.SESSION,
            "request.userInfo is not an object",
            DIGEST,
            NOW);
    assertLine(
        """
        {"timestamp":"2026-11-23T16:00:01.250Z","level":"INFO","type":"decision","schemaVersion":1,\
        "id":"0f9e9a1e-7c55-4b4e-9d0c-3a5a1d2b7c11","cluster":"prod-eu","door":"sessions",\
        "decision":"deny","reason":"unsupported","problem":"request.userInfo is not an object",\
        "policyDigest":"DIGEST","durationMs":20,CALL""",
        line);
  }

  /// Records named the policy and Lambda's number for the function, which says of no build what was
  /// in it.
  @Test
  void namesVersionAndCommitOfTheBuildInEachLine() {
    String line =
        new String(RecordWriter.failed(INVOCATION, "Error at Gate", NOW), StandardCharsets.UTF_8);
    Release present = Release.PRESENT;
    assertTrue(
        line.endsWith(
            ",\"release\":{\"version\":\"%s\",\"commit\":\"%s\"}}\n"
                .formatted(present.version(), present.commit())),
        line);
  }

  @Test
  void neverWritesANegativeTime() {
    assertEquals(20, RecordWriter.milliseconds(NOW, NOW.plusMillis(20)));
    assertEquals(0, RecordWriter.milliseconds(NOW, NOW.minusMillis(20)));
  }

  private static void assertLine(String expected, byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    assertTrue(text.endsWith("\n"), text);
    assertEquals(
        expected.replace("DIGEST", DIGEST).replace("CALL", CALL),
        RecordSchema.withoutRelease(
            RecordSchema.requireValid(text.substring(0, text.length() - 1))));
  }
}
