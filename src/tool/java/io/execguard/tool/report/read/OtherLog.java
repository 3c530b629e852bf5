package io.execguard.tool.report.read;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import java.util.Optional;
import java.util.Set;

/// What an entry is that is none of those that the report reads: somebody took one for the other,
/// and is told which.
public final class OtherLog {
  private static final Set<String> MEMBERS =
      Set.of("kind", "apiVersion", "schemaVersion", "type", "eventVersion", "eventSource");

  private OtherLog() {}

  /// Of an entry in JSON that was not understood; empty where nothing is known of it either.
  public static Optional<String> of(byte[] json) {
    return PartialJson.of(json, MEMBERS).flatMap(OtherLog::kind);
  }

  private static Optional<String> kind(Cursor entry) {
    if (entry.optional("schemaVersion").isPresent() && !text(entry, "type").isEmpty()) {
      return Optional.of("a line of the guard's decision log: give it to --decisions");
    }
    if (!text(entry, "eventVersion").isEmpty() && !text(entry, "eventSource").isEmpty()) {
      return Optional.of("of CloudTrail, which tells of calls to AWS and not to Kubernetes");
    }
    return switch (text(entry, "kind")) {
      case "Event" ->
          Optional.of(
              text(entry, "apiVersion").startsWith("audit.k8s.io/")
                  ? "an audit event: give it to --audit"
                  : "what kubectl get events prints, which tells of no request");
      case "AdmissionReview" -> Optional.of("an AdmissionReview, and no record of one");
      default -> Optional.empty();
    };
  }

  private static String text(Cursor entry, String name) {
    return entry
        .optional(name)
        .map(Cursor::json)
        .map(json -> json instanceof Json.Text(String text, _) ? text : "")
        .orElse("");
  }
}
