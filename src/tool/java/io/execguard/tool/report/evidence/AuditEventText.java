package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.report.read.JsonHead;
import io.execguard.tool.report.read.PartialJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads an audit event out of its text: with its objects where they tell something, and as far as
/// the cut where it is cut.
final class AuditEventText {
  private static final Set<String> PODS = Set.of("pods", "pods/ephemeralcontainers");

  private static final Cursor NONE = Cursor.at("it", new Json.Members(Map.of(), 1));

  private AuditEventText() {}

  /// Reads an event.
  ///
  /// @return empty where it is no JSON object
  /// @throws io.execguard.json.WrongShapeException where it is no audit event
  static Optional<AuditEvent> read(byte[] json) {
    Optional<Cursor> read = PartialJson.of(json, AuditEventReader.MEMBERS);
    return read.isPresent() ? read.map(whole -> event(whole, json)) : head(json);
  }

  /// An event that is cut. Of a pod that is, not all containers can be there.
  private static Optional<AuditEvent> head(byte[] json) {
    Optional<byte[]> head = JsonHead.closed(json);
    Optional<Cursor> event =
        head.flatMap(some -> PartialJson.of(some, AuditEventReader.MEMBERS))
            .filter(some -> some.text("kind").equals("Event"));
    return event.map(
        some -> {
          AuditEvent alone = AuditEventReader.head(some, NONE);
          return NamespaceChangeReader.isAbout(alone)
              ? AuditEventReader.head(some, objects(head.orElseThrow()))
              : alone;
        });
  }

  /// The objects are large, and of interest for a new pod or container, for a deletion, which can
  /// be a dry run, and for a namespace.
  private static AuditEvent event(Cursor event, byte[] json) {
    AuditEvent alone = AuditEventReader.read(event, NONE);
    boolean isWrite = NamespaceChangeReader.WRITES.contains(alone.verb());
    boolean isDelete = alone.group().equals(AuditEntries.REGISTRATIONS) && alone.deletes();
    return isDelete
            || (PODS.contains(alone.resource()) && isWrite)
            || NamespaceChangeReader.isAbout(alone)
        ? AuditEventReader.read(event, objects(json))
        : alone;
  }

  /// A JSON patch is a list.
  private static Cursor objects(byte[] json) {
    return PartialJson.of(json, AuditEventReader.OBJECTS).orElse(NONE);
  }
}
