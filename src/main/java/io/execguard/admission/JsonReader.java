package io.execguard.admission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads one JSON document, strictly: one value and nothing behind it, no key twice, no more than
/// the limits.
public final class JsonReader {
  /// The deepest thing an API server sends is a Pod's managedFields, which mirror its spec: under
  /// 30. More would be an attack on the stack.
  private static final int DEEPEST = 100;

  private final JsonFactory factory;

  /// A reader for documents of a size.
  ///
  /// @param longest bytes
  public JsonReader(int longest) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(longest)
            .maxNameLength(longest)
            .maxDocumentLength(longest)
            .build();
    factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
  }

  /// Reads the bytes as one document.
  ///
  /// @return empty where the bytes are not one JSON document within the limits
  public Optional<Json> read(byte[] document) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      Json value = value(parser, line(parser));
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Json value(JsonParser parser, int line) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser, line);
      case START_ARRAY -> items(parser, line);
      case VALUE_STRING -> new Json.Text(wellFormed(parser.getString()), line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Digits(parser.getString(), line);
      case VALUE_TRUE -> new Json.Flag(true, line);
      case VALUE_FALSE -> new Json.Flag(false, line);
      case VALUE_NULL -> new Json.Null(line);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a value cannot begin with this token");
    };
  }

  private static Json members(JsonParser parser, int line) {
    Map<String, Json> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      int nameLine = line(parser);
      parser.nextToken();
      values.put(name, value(parser, nameLine));
    }
    return new Json.Members(values, line);
  }

  private static Json items(JsonParser parser, int line) {
    List<Json> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser, line(parser)));
    }
    return new Json.Items(values, line);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /// Half a surrogate pair, which JSON can escape and UTF-8 cannot hold, becomes `?`: the record of
  /// the request could not be written otherwise.
  private static String wellFormed(String text) {
    boolean hasSurrogates = text.chars().anyMatch(unit -> Character.isSurrogate((char) unit));
    return hasSurrogates
        ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        : text;
  }
}
