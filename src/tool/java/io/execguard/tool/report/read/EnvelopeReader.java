package io.execguard.tool.report.read;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Takes JSON apart that holds several entries: values one behind the other, what `aws logs
/// filter-log-events` prints, what a subscription delivers, an EventList of Kubernetes. It never
/// holds more than one entry.
public final class EnvelopeReader {
  private static final Set<String> MESSAGES = Set.of("events", "logEvents");
  private static final String OBJECTS = "items";

  /// As deep as an object of Kubernetes can be within an event within a list.
  private static final int DEEPEST = 200;

  public static final JsonFactory JSON = LoggedJson.upTo(DEEPEST);

  private final EntryHandler entries;
  private final String source;
  private final LongUnaryOperator lines;
  private boolean found;

  /// @param lines from a line of the JSON to that of the source
  private EnvelopeReader(EntryHandler entries, String source, LongUnaryOperator lines) {
    this.entries = entries;
    this.source = source;
    this.lines = lines;
  }

  /// Takes one line apart. An entry that is cut is handed over as it is, for it can be read up to
  /// the cut, and costs none of those behind it.
  static void open(byte[] json, Place place, EntryHandler entries) {
    byte[] rest = json;
    while (rest.length > 0) {
      CutEntry cut = new CutEntry(rest);
      EnvelopeReader parcels = new EnvelopeReader(entries, place.source(), _ -> place.line());
      try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), rest)) {
        parcels.values(parser, "is no JSON", Optional.of(cut));
      }
      cut.entry().ifPresent(entry -> entries.entry(entry, place));
      rest = cut.behind();
    }
  }

  /// Takes a whole stream apart.
  static void open(InputStream json, String source, EntryHandler entries) {
    EnvelopeReader parcels = new EnvelopeReader(entries, source, line -> line);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parcels.values(
          parser,
          "is no JSON; what follows in this file could not be read either",
          Optional.empty());
    }
  }

  /// @param cut empty where what is behind a cut cannot be read
  private void values(JsonParser parser, String problem, Optional<CutEntry> cut) {
    try {
      while (parser.nextToken() != null) {
        cut.ifPresent(some -> some.begins(parser));
        value(parser);
      }
      if (!found) {
        entries.unreadable(place(1), "is JSON that holds no entry");
      }
    } catch (JacksonException e) {
      if (cut.filter(some -> some.isCut(parser)).isPresent()) {
        return;
      }
      Optional<Throwable> cause = Optional.ofNullable(e.getCause());
      entries.unreadable(
          place(Math.max(1, parser.currentLocation().getLineNr())),
          cause.isPresent() ? Failure.of(cause.get()) : problem);
    }
  }

  private void value(JsonParser parser) {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        boolean none = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          none = false;
          value(parser);
        }
        found |= none; // an export of nothing
      }
      case VALUE_STRING -> message(parser);
      default -> {} // the time behind a message
    }
  }

  private void object(JsonParser parser) {
    Place place = place(parser.currentTokenLocation().getLineNr());
    found = true;
    boolean envelope = false;
    boolean control = false;
    EntryCopier copy = new EntryCopier();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
      if (isList && MESSAGES.contains(name)) {
        envelope = true;
        messages(parser, control);
      } else if (isList && name.equals(OBJECTS)) {
        envelope = true;
        value(parser);
      } else {
        control |= name.equals("messageType") && isControl(parser);
        copy.member(name, parser);
      }
    }
    Optional<byte[]> entry = copy.end();
    if (envelope || control) {
      return;
    }
    if (entry.isPresent()) {
      entries.entry(entry.get(), place);
    } else {
      entries.unreadable(place, BoundedLineReader.TOO_LONG);
    }
  }

  /// CloudWatch asks whether a subscription's destination is well, with a message of its own.
  private static boolean isControl(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_STRING
        && parser.getString().equals("CONTROL_MESSAGE");
  }

  private void messages(JsonParser parser, boolean control) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (control) {
        parser.skipChildren();
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        event(parser);
      } else {
        value(parser);
      }
    }
  }

  private void event(JsonParser parser) {
    Place place = place(parser.currentTokenLocation().getLineNr());
    boolean any = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
      if (isText && name.equals("message")) {
        any = true;
        message(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (!any) {
      entries.unreadable(place, "is a log event whose message is no text");
    }
  }

  private void message(JsonParser parser) {
    found = true;
    Place place = place(parser.currentTokenLocation().getLineNr());
    byte[] message = parser.getString().getBytes(StandardCharsets.UTF_8);
    LineFormat wrapping = LineFormat.of(message);
    switch (wrapping.kind()) {
      // What holds several is not taken apart: CloudWatch makes no message within a message.
      case MESSAGE, PARCEL -> entries.entry(wrapping.content(message), place);
      case NOTHING -> {}
      case ASIDE -> entries.aside();
      case UNKNOWN -> entries.unreadable(place, "is a message that is no JSON");
    }
  }

  private Place place(int line) {
    return new Place(source, lines.applyAsLong(line));
  }
}
