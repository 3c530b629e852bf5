package io.execguard.tool.report.read;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a file or an entry is that is none of those that the report reads: somebody took one for
/// the other, and is told which.
public final class OtherLog {
  private static final Set<String> MEMBERS =
      Set.of("kind", "apiVersion", "schemaVersion", "type", "eventVersion", "eventSource");

  /// How the files of each kind begin.
  private static final Map<String, String> FILES =
      Map.of(
          "PAR1", "Parquet: ask it by SQL, or export it as JSON",
          "PK\u0003\u0004", "a ZIP archive: unpack it",
          "(\u00b5/\u00fd", "compressed by zstd: unpack it",
          "BZh", "compressed by bzip2: unpack it",
          "\u00fd7zXZ", "compressed by xz: unpack it",
          "<!doctype", "a page of HTML");

  private OtherLog() {}

  /// Of a file's first bytes; empty where they may be a log's.
  static Optional<String> ofFile(byte[] head) {
    String begin = new String(head, StandardCharsets.ISO_8859_1);
    return FILES.entrySet().stream()
        .filter(file -> begin.regionMatches(true, 0, file.getKey(), 0, file.getKey().length()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// Of an entry in JSON that was not understood; empty where nothing is known of it either.
  public static Optional<String> ofEntry(byte[] json) {
    return PartialJson.of(json, MEMBERS).flatMap(OtherLog::of);
  }

  private static Optional<String> of(Cursor entry) {
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
