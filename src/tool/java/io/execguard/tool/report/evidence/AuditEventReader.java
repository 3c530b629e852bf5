package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.tool.report.read.PartialJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads an audit event (audit.k8s.io/v1), as far as the report looks at it.
final class AuditEventReader {
  private static final String STAGE_TIME = "stageTimestamp";

  static final Set<String> OBJECTS = Set.of("requestObject", "responseObject");

  static final Set<String> MEMBERS =
      Set.of(
          "kind",
          "auditID",
          "stage",
          "requestURI",
          "verb",
          "user",
          "impersonatedUser",
          "sourceIPs",
          "userAgent",
          "objectRef",
          "responseStatus",
          "requestReceivedTimestamp",
          STAGE_TIME,
          "annotations");

  private static final String OURS = ".exec-guard.io";
  private static final String RECORD = OURS + "/record";
  private static final String SESSION = OURS + "/session";
  private static final String RECORDER = "recorder.";
  private static final String FAILED_OPEN = "failed-open.validating.webhook.admission.k8s.io/";

  /// Both objects are left out; k8s.io/apiserver/plugin/pkg/audit/truncate writes it.
  private static final String TRUNCATED = "audit.k8s.io/truncated";

  private AuditEventReader() {}

  /// Reads an event of which a part is there: what it is about its address tells.
  ///
  /// @param event what stands before the cut
  /// @param objects what of both objects stands there
  /// @throws io.execguard.json.WrongShapeException where that is too little to judge it by
  static AuditEvent head(Cursor event, Cursor objects) {
    Cursor user = PartialJson.member(event, "user");
    RequestPath path = RequestPath.of(new RequestUri(event.required("requestURI").text()));
    if (event.required("verb").text().isEmpty() || user.required("username").text().isEmpty()) {
      throw event.wrong("has no verb or no user before it is cut");
    }
    return read(event, AuditEvent.Extent.HEAD, path, event.textMembers("annotations"), objects);
  }

  /// Reads an event.
  ///
  /// @param objects both, as far as somebody asks for them
  /// @throws io.execguard.json.WrongShapeException where it is no audit event
  static AuditEvent read(Cursor event, Cursor objects) {
    Cursor object = PartialJson.member(event, "objectRef");
    Map<String, String> annotations = event.textMembers("annotations");
    return read(
        event,
        annotations.containsKey(TRUNCATED)
            ? AuditEvent.Extent.WITHOUT_OBJECTS
            : AuditEvent.Extent.WHOLE,
        new RequestPath(
            object.text("apiGroup"),
            object.text("namespace"),
            AuditEvent.joined(object.text("resource"), object.text("subresource")),
            object.text("name")),
        annotations,
        objects);
  }

  private static AuditEvent read(
      Cursor event,
      AuditEvent.Extent extent,
      RequestPath object,
      Map<String, String> annotations,
      Cursor objects) {
    if (!event.text("kind").equals("Event")) {
      throw event.wrong("has another kind than Event");
    }
    Cursor status = PartialJson.member(event, "responseStatus");
    String message = status.text("message");
    Optional<Instant> time = time(event, extent);
    Optional<Instant> stageTime =
        event.optional(STAGE_TIME).map(_ -> PartialJson.time(event, STAGE_TIME));
    String auditId = event.required("auditID").text();
    String stage = event.required("stage").text();
    String verb = event.text("verb");
    String other = PartialJson.member(event, "impersonatedUser").text("username");
    String user = PartialJson.member(event, "user").text("username");
    Caller caller = caller(event);
    RequestUri uri = new RequestUri(event.text("requestURI"));
    String named = caller.named(user);
    String who = other.isEmpty() ? named : other + Asker.IMPERSONATED + named + ")";
    return new AuditEvent(
        extent,
        time,
        new RequestKey(auditId, time, verb, uri.text(), who),
        stageTime,
        auditId,
        stage,
        verb,
        object.resource(),
        object.group(),
        object.namespace(),
        object.name(),
        other.isEmpty() ? user : other,
        who,
        !other.isEmpty(),
        caller,
        uri,
        (int) PartialJson.number(status, "code"),
        status.text("status").equals("Failure"),
        message.contains("failed calling webhook \"") && message.contains(OURS + "\""),
        annotations.getOrDefault("authorization.k8s.io/decision", "").equals("forbid"),
        named(annotations, "", RECORD),
        named(annotations, RECORDER, SESSION),
        named(annotations, FAILED_OPEN, "").stream()
            .filter(webhook -> webhook.endsWith(OURS))
            .toList(),
        objects.optional("requestObject"),
        objects.optional("responseObject"));
  }

  /// The annotations whose names begin and end so.
  private static List<String> named(Map<String, String> annotations, String begin, String end) {
    List<String> values = new ArrayList<>();
    annotations.forEach(
        (name, value) -> {
          if (name.startsWith(begin) && name.endsWith(end)) {
            values.add(value);
          }
        });
    return values;
  }

  private static Optional<Instant> time(Cursor event, AuditEvent.Extent extent) {
    String name = "requestReceivedTimestamp";
    boolean isBehindTheCut = extent == AuditEvent.Extent.HEAD && event.optional(name).isEmpty();
    return isBehindTheCut ? Optional.empty() : Optional.of(PartialJson.time(event, name));
  }

  private static Caller caller(Cursor event) {
    return Caller.of(
        PartialJson.member(event, "user"),
        event.texts("sourceIPs").stream().findFirst().orElse(""),
        event.text("userAgent"));
  }
}
