package io.execguard.admission;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.policy.Door;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes the lines of the decision log, as `schemas/record.schema.json` describes them.
public final class RecordWriter {
  /// Rises when a field changes its meaning or goes away, not when one is added.
  private static final int SCHEMA_VERSION = 1;

  private RecordWriter() {}

  /// The policy in force, so that its digest can be read years later.
  ///
  /// @param policy the checked policy as JSON
  public static byte[] policy(String digest, String policy, String version, Instant now) {
    return line(
        "policy",
        "INFO",
        now,
        json -> {
          json.writeStringProperty("policyDigest", digest);
          json.writeStringProperty("functionVersion", version);
          json.writeName("policy");
          json.writeRawValue(policy);
        });
  }

  /// An error that is not the caller's: what it was stays in the log.
  ///
  /// @param problem the exception's class and where it was thrown; no message, which could hold the
  ///   request's own words
  public static byte[] failed(WebhookCall.Invocation invocation, String problem, Instant now) {
    return line(
        "failed",
        "ERROR",
        now,
        json -> {
          json.writeNumberProperty("status", 500);
          json.writeStringProperty("problem", problem);
          invocation(json, invocation);
        });
  }

  /// A call that got no AdmissionReview for an answer.
  ///
  /// @param cluster its id where the caller proved to be it, otherwise empty: what an unknown
  ///   caller wrote into the path may be a token
  public static byte[] rejected(
      WebhookCall.Invocation invocation, String cluster, int status, String problem, Instant now) {
    return line(
        "rejected",
        "WARN",
        now,
        json -> {
          json.writeNumberProperty("status", status);
          json.writeStringProperty("problem", problem);
          if (!cluster.isEmpty()) {
            json.writeStringProperty("cluster", cluster);
          }
          invocation(json, invocation);
        });
  }

  /// One cluster's part of a self-test.
  ///
  /// @param problem why the cluster's namespaces cannot be read; empty where they can
  public static byte[] selfTest(
      WebhookCall.Invocation invocation,
      String cluster,
      Optional<String> problem,
      Duration lookup,
      Instant now) {
    return line(
        "self-test",
        problem.isPresent() ? "WARN" : "INFO",
        now,
        json -> {
          json.writeStringProperty("cluster", cluster);
          // A number: a metric filter takes its value from it.
          json.writeNumberProperty("failed", problem.isPresent() ? 1 : 0);
          problem.ifPresent(word -> json.writeStringProperty("problem", word));
          json.writeNumberProperty("lookupMs", atLeastZero(lookup));
          invocation(json, invocation);
        });
  }

  static byte[] unsupported(
      GateMode mode,
      WebhookCall call,
      String cluster,
      Door door,
      String uid,
      String problem,
      String policyDigest,
      Instant now) {
    return line(
        mode.word(),
        "INFO",
        now,
        json -> {
          json.writeStringProperty("id", uid);
          json.writeStringProperty("cluster", cluster);
          json.writeStringProperty("door", door.name());
          json.writeStringProperty("decision", "deny");
          json.writeStringProperty("reason", "unsupported");
          json.writeStringProperty("problem", problem);
          json.writeStringProperty("policyDigest", policyDigest);
          json.writeNumberProperty("durationMs", milliseconds(call.received(), now));
          invocation(json, call.invocation());
        });
  }

  static void invocation(JsonWriter json, WebhookCall.Invocation invocation) {
    json.writeStringProperty("functionVersion", invocation.functionVersion());
    json.writeStringProperty("gatewayRequestId", invocation.gatewayRequestId());
    json.writeStringProperty("lambdaRequestId", invocation.lambdaRequestId());
    json.writeBooleanProperty("coldStart", invocation.coldStart());
  }

  static byte[] line(String type, String level, Instant now, Consumer<JsonWriter> members) {
    return JsonLine.ended(
        json -> {
          json.writeStringProperty("timestamp", time(now));
          json.writeStringProperty("level", level);
          json.writeStringProperty("type", type);
          json.writeNumberProperty("schemaVersion", SCHEMA_VERSION);
          members.accept(json);
          // Last: of a line with many members, Logs Insights discovers the first.
          Release.PRESENT.write(json);
        });
  }

  // Always three digits: queries sort the time as text, in which 10:00:04Z comes after
  // 10:00:04.151Z.
  private static String time(Instant now) {
    String text = now.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.indexOf('.') < 0 ? text.replace("Z", ".000Z") : text;
  }

  static long milliseconds(Instant from, Instant to) {
    return atLeastZero(Duration.between(from, to));
  }

  /// Milliseconds; a clock that is set back does not make them negative.
  static long atLeastZero(Duration duration) {
    return Math.max(0, duration.toMillis());
  }
}
