package io.execguard.tool.report.read;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

  void value(JsonParser parser) {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        found = true;
        new EnvelopeObject(this, entries).read(parser, false);
      }
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

  void message(JsonParser parser) {
    found = true;
    Place place = place(parser.currentTokenLocation().getLineNr());
    message(parser.getString().getBytes(StandardCharsets.UTF_8), place, entries);
  }

  /// A message as CloudWatch has it, whatever was around it.
  static void message(byte[] message, Place place, EntryHandler entries) {
    LineFormat wrapping = LineFormat.of(message);
    switch (wrapping.kind()) {
      // What holds several is not taken apart: CloudWatch makes no message within a message.
      case MESSAGE, PARCEL -> entries.entry(wrapping.content(message), place);
      case NOTHING -> {}
      case ASIDE -> entries.aside();
      case UNKNOWN -> entries.unreadable(place, "is a message that is no JSON");
    }
  }

  Place place(int line) {
    return new Place(source, lines.applyAsLong(line));
  }
}
