package io.execguard.admission;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.policy.Access;
import io.execguard.policy.Constraint;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionBasis;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.GrantChange;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes the AdmissionReview that answers another. Its audit annotations put the record's id into
/// the audit event, from where the record can be found.
final class ReplyWriter {
  /// What kubectl prints depends on both: without the reason "(Forbidden)" is lost, without the
  /// code the API server answers 400.
  private static final int FORBIDDEN = 403;

  private static final int BAD_REQUEST = 400;

  private ReplyWriter() {}

  static String reply(DecisionRecord entry) {
    return write(
        entry.review().uid(),
        json -> {
          switch (entry.decision()) {
            case Decision.Allow _ -> {
              json.writeBooleanProperty("allowed", true);
              rewritten(entry).ifPresent(command -> patch(json, command));
            }
            case Decision.Deny _ -> deny(json, FORBIDDEN, "Forbidden", DenialMessage.of(entry));
          }
          annotations(json, entry);
          warnings(json, entry);
        });
  }

  static String unsupported(String uid, String problem) {
    String message =
        Terminal.line(
            "Exec Guard could not read this review and denies what it cannot read: "
                + problem
                + ". Record "
                + uid);
    return write(
        uid,
        json -> {
          deny(json, BAD_REQUEST, "BadRequest", message);
          json.writeObjectPropertyStart("auditAnnotations");
          json.writeStringProperty("record", uid);
          json.writeStringProperty("decision", "deny");
          json.writeEndObject();
        });
  }

  /// The rewritten command, of what was sent and not of what the record shows.
  private static Optional<List<String>> rewritten(DecisionRecord entry) {
    return entry.door().isRecorder() && entry.shown().asked() instanceof Access.Exec exec
        ? exec.session().map(id -> Recorder.wrap(id, entry.recorder(), exec.command()))
        : Optional.empty();
  }

  /// `add` takes the place of a command that is there, and of one that is null.
  private static void patch(JsonWriter json, List<String> command) {
    String operation =
        JsonLine.text(
            member -> {
              member.writeStringProperty("op", "add");
              member.writeStringProperty("path", "/command");
              member.writeArrayPropertyStart("value");
              command.forEach(member::writeString);
              member.writeEndArray();
            });
    String patch = "[" + operation + "]";
    json.writeStringProperty(
        "patch", Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8)));
    json.writeStringProperty("patchType", "JSONPatch");
  }

  private static void deny(JsonWriter json, int code, String reason, String message) {
    json.writeBooleanProperty("allowed", false);
    json.writeObjectPropertyStart("status");
    json.writeStringProperty("status", "Failure");
    json.writeStringProperty("message", message);
    json.writeStringProperty("reason", reason);
    json.writeNumberProperty("code", code);
    json.writeEndObject();
  }

  private static void annotations(JsonWriter json, DecisionRecord entry) {
    json.writeObjectPropertyStart("auditAnnotations");
    // An event without a record was decided by nobody: the door that rewrites names the session.
    if (!entry.door().isRecorder()) {
      json.writeStringProperty("record", entry.review().uid());
      json.writeStringProperty("decision", DecisionWriter.word(entry.decision()));
    }
    List<Violation> violations = entry.decision().violations();
    if (!violations.isEmpty()) {
      json.writeStringProperty("constraint", violations.getFirst().constraint().name());
    }
    switch (entry.decision().basis()) {
      case DecisionBasis.OfAccess(_, var exemptions, var opened) -> {
        if (!exemptions.isEmpty()) {
          json.writeStringProperty("exempt", exemptions.getFirst().constraint().name());
        }
        if (!opened.isEmpty()) {
          json.writeStringProperty("break-glass", opened.getFirst().constraint().name());
        }
      }
      case DecisionBasis.OfChange(NamespaceChangeReview review) -> {
        if (review.change() != GrantChange.NONE) {
          json.writeStringProperty("grant", review.change().word());
        }
      }
    }
    if (entry.isDrift()) {
      json.writeStringProperty("drift", "true");
    }
    entry.session().ifPresent(id -> json.writeStringProperty("session", id));
    json.writeEndObject();
  }

  private static void warnings(JsonWriter json, DecisionRecord entry) {
    List<String> warnings = new ArrayList<>(ofChange(entry));
    warnings.addAll(0, ofConstraints(entry));
    if (!warnings.isEmpty()) {
      json.writeArrayPropertyStart("warnings");
      warnings.forEach(warning -> json.writeString(Terminal.warning(warning)));
      json.writeEndArray();
    }
  }

  private static List<String> ofConstraints(DecisionRecord entry) {
    List<String> warnings = new ArrayList<>();
    for (Violation violation : entry.decision().violations()) {
      Constraint constraint = violation.constraint();
      if (constraint.enforcementAction() == EnforcementAction.WARN) {
        warnings.add(
            "["
                + constraint.name()
                + "] "
                + RequestWording.what(entry)
                + ". "
                + constraint.message());
      }
    }
    return warnings;
  }

  private static List<String> ofChange(DecisionRecord entry) {
    return switch (entry.decision()) {
      case Decision.Allow(_, DecisionBasis.OfChange(NamespaceChangeReview review)) ->
          GrantWarnings.done(review, entry);
      case Decision.Allow(_, DecisionBasis.OfAccess _), Decision.Deny _ -> List.of();
    };
  }

  private static String write(String uid, Consumer<JsonWriter> response) {
    return JsonLine.text(
        json -> {
          json.writeStringProperty("apiVersion", "admission.k8s.io/v1");
          json.writeStringProperty("kind", "AdmissionReview");
          json.writeObjectPropertyStart("response");
          json.writeStringProperty("uid", uid);
          response.accept(json);
          json.writeEndObject();
        });
  }
}
