package io.execguard.tool.report.read;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one object, which is an entry, or what a pipeline has put around some.
final class EnvelopeObject {
  private static final Set<String> MESSAGES = Set.of("events", "logEvents");
  private static final String OBJECTS = "items";

  /// Of Lambda, Kinesis and Firehose (`Records`, `records`), and of OpenTelemetry's logs as JSON.
  private static final Set<String> RECORDS =
      Set.of("Records", "records", "resourceLogs", "scopeLogs", "logRecords");

  private static final Set<String> RECORD = Set.of("awslogs", "kinesis");

  /// Base64, in one of these.
  private static final Set<String> DATA = Set.of("data", "Data");

  /// Where Fluent Bit (`log`), Vector and Filebeat (`message`) leave the line that they read.
  private static final Set<String> LINES = Set.of("log", "message");

  /// By these an entry is known that is one itself.
  private static final Set<String> OWN = Set.of("kind", "schemaVersion");

  private final EnvelopeReader reader;
  private final EntryHandler entries;

  EnvelopeObject(EnvelopeReader reader, EntryHandler entries) {
    this.reader = reader;
    this.entries = entries;
  }

  /// @param isRecord it stands in one of AWS's envelopes
  void read(JsonParser parser, boolean isRecord) {
    Place place = reader.place(parser.currentTokenLocation().getLineNr());
    boolean envelope = false;
    boolean control = false;
    boolean isOwn = false;
    boolean ended = true;
    boolean hasRows = false;
    Optional<String> line = Optional.empty();
    EntryCopier copy = new EntryCopier();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      boolean isList = token == JsonToken.START_ARRAY;
      boolean isText = token == JsonToken.VALUE_STRING;
      boolean isObject = token == JsonToken.START_OBJECT;
      isOwn |= OWN.contains(name);
      if (isList && MESSAGES.contains(name)) {
        envelope = true;
        messages(parser, control);
      } else if (isList && name.equals(OBJECTS)) {
        envelope = true;
        reader.value(parser);
      } else if (isList && RECORDS.contains(name)) {
        envelope = true;
        records(parser);
      } else if (isList && name.equals(InsightsResults.ROWS)) {
        envelope = true;
        hasRows = true;
        InsightsResults.read(parser, reader::message, entries, place);
      } else if (isObject && RECORD.contains(name)) {
        envelope = true;
        read(parser, true);
      } else if (isRecord && isText && DATA.contains(name)) {
        envelope = true;
        NestedHandler.read(parser.getString(), place, entries);
      } else if (isRecord && isObject && name.equals("body")) {
        envelope = true;
        body(parser, place);
      } else {
        if (isText && LINES.contains(name) && parser.getString().startsWith("{")) {
          line = Optional.of(parser.getString());
        }
        control |= isText && name.equals("messageType") && isControl(parser);
        ended &= !isText || !name.equals("status") || parser.getString().equals("Complete");
        copy.member(name, parser);
      }
    }
    Optional<byte[]> entry = copy.end();
    if (hasRows && !ended) {
      entries.unreadable(place, InsightsResults.PARTIAL);
    }
    if (envelope || control) {
      return;
    }
    if (line.isPresent() && !isOwn) {
      EnvelopeReader.message(line.get().getBytes(StandardCharsets.UTF_8), place, entries);
      return;
    }
    if (entry.isPresent()) {
      entries.entry(entry.get(), place);
    } else {
      entries.unreadable(place, BoundedLineReader.TOO_LONG);
    }
  }

  private void records(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        read(parser, true);
      } else {
        parser.skipChildren();
      }
    }
  }

  /// OpenTelemetry's own value: of a text a member of its type's name.
  private void body(JsonParser parser, Place place) {
    boolean any = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean isText = parser.currentName().equals("stringValue");
      parser.nextToken();
      if (isText && parser.currentToken() == JsonToken.VALUE_STRING) {
        any = true;
        reader.message(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (!any) {
      entries.unreadable(place, "is a log record of OpenTelemetry whose body is no text");
    }
  }

  /// CloudWatch asks whether a subscription's destination is well, with a message of its own.
  private static boolean isControl(JsonParser parser) {
    return parser.getString().equals("CONTROL_MESSAGE");
  }

  private void messages(JsonParser parser, boolean control) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (control) {
        parser.skipChildren();
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        event(parser);
      } else {
        reader.value(parser);
      }
    }
  }

  private void event(JsonParser parser) {
    Place place = reader.place(parser.currentTokenLocation().getLineNr());
    boolean any = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
      if (isText && name.equals("message")) {
        any = true;
        reader.message(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (!any) {
      entries.unreadable(place, "is a log event whose message is no text");
    }
  }
}
