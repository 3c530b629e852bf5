package io.execguard.tool.report.read;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// The members of an entry that the report looks at; the others are passed over, which is what
/// makes a million of them a matter of seconds.
public final class PartialJson {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final Json NOTHING = new Json.Null(1);

  private PartialJson() {}

  /// Reads one JSON object and nothing behind it.
  ///
  /// @param members of the object; null, and members of members, are as they are
  /// @return empty where it is none
  public static Optional<Cursor> of(byte[] json, Set<String> members) {
    try (JsonParser parser = EnvelopeReader.JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, Json> picked = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        if (members.contains(name)) {
          picked.put(name, value(parser));
        } else {
          parser.skipChildren();
        }
      }
      return parser.nextToken() == null
          ? Optional.of(Cursor.at("it", new Json.Members(picked, 1)))
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// A member as it stands in the text, byte for byte.
  public static Optional<byte[]> raw(byte[] json, String member) {
    try (JsonParser parser = EnvelopeReader.JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        if (name.equals(member)) {
          byte[] raw = new byte[end - start];
          System.arraycopy(json, start, raw, 0, raw.length);
          return Optional.of(raw);
        }
      }
      return Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// A member that is a time, of this era: others overflow where time is counted.
  public static Instant time(Cursor entry, String name) {
    Cursor member = entry.required(name);
    try {
      Instant time = LoggedTime.parse(member.text());
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw member.wrong("is no time");
      }
      return time;
    } catch (DateTimeParseException _) {
      throw member.wrong("is no time");
    }
  }

  /// A member's whole number, 0 where it is absent.
  public static long number(Cursor entry, String name) {
    Optional<Cursor> member = entry.optional(name);
    if (member.isPresent() && member.get().json() instanceof Json.Digits(String digits, _)) {
      try {
        return Long.parseLong(digits);
      } catch (NumberFormatException _) {
        throw member.get().wrong("is no whole number");
      }
    }
    return 0;
  }

  /// A member, or nothing in its place.
  public static Cursor member(Cursor entry, String name) {
    return entry
        .optional(name)
        .orElse(Cursor.at(entry.path() + "." + name, new Json.Members(Map.of(), 1)));
  }

  private static Json value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Json> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          values.put(name, value(parser));
        }
        yield new Json.Members(values, 1);
      }
      case START_ARRAY -> {
        List<Json> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(parser));
        }
        yield new Json.Items(values, 1);
      }
      case VALUE_STRING -> new Json.Text(wellFormed(parser.getString()), 1);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Digits(parser.getString(), 1);
      case VALUE_TRUE -> new Json.Flag(true, 1);
      case VALUE_FALSE -> new Json.Flag(false, 1);
      default -> NOTHING;
    };
  }

  /// Half a surrogate pair, which JSON can escape and UTF-8 cannot hold, becomes `?`.
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
