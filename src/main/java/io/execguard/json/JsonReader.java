package io.execguard.json;

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
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Reads one JSON document, strictly: one value and nothing behind it, no key twice where something
/// is read, no more than the limits. Bytes that are no UTF-8 become U+FFFD, as in what API Gateway
/// passes.
public final class JsonReader {
  /// Of what is read: the deepest is a container's field in a Pod, under 10. More would be an
  /// attack on the stack. What is skipped may be as deep as the document is long: 6 MiB of `[` were
  /// skipped in a heap of 450 MB (56 bytes a level) and half a second, `{"a":` in less.
  static final int DEEPEST = 100;

  private final JsonFactory factory;
  private final int longest;
  private final PlainNames names = new PlainNames();
  private final boolean prunes;

  /// A reader for documents of a size.
  ///
  /// @param longest bytes
  public JsonReader(int longest) {
    this(longest, false);
  }

  /// One that leaves out what stands too deep, as null, where the other refuses the document: for a
  /// document that is looked at in parts which nobody names beforehand.
  ///
  /// @param longest bytes
  public static JsonReader pruning(int longest) {
    return new JsonReader(longest, true);
  }

  private JsonReader(int longest, boolean prunes) {
    this.prunes = prunes;
    this.longest = longest;
    factory =
        JsonFactory.builder()
            .streamReadConstraints(limits(longest))
            // Its table of names refuses a document in which they were chosen to collide.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();
  }

  private static StreamReadConstraints limits(int longest) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(Integer.MAX_VALUE)
        .maxStringLength(longest)
        .maxNumberLength(longest)
        .maxNameLength(longest)
        .maxDocumentLength(longest)
        .build();
  }

  /// Reads the whole of a document.
  ///
  /// @return empty where the bytes are not one JSON document within the limits
  public Optional<Json> read(byte[] document) {
    return read(document, Outline.ALL);
  }

  /// Reads of a document what the outline names, and skips the rest.
  ///
  /// @return empty where the bytes are not one JSON document within the limits
  public Optional<Json> read(byte[] document, Outline outline) {
    Optional<Json> plain =
        document.length <= longest ? PlainReader.read(document, outline, names) : Optional.empty();
    return plain.isPresent() ? plain : readByJackson(document, outline);
  }

  /// What the first way gives up on.
  Optional<Json> readByJackson(byte[] document, Outline outline) {
    Look look = Look.at(document);
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      Json value = value(parser, look, look.line(parser), outline, 0);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// @param depth how many objects and lists the value stands in
  private Json value(JsonParser parser, Look look, int line, Outline outline, int depth) {
    if (depth == DEEPEST && parser.currentToken().isStructStart()) {
      if (!prunes) {
        throw new StreamReadException(parser, "too deep");
      }
      parser.skipChildren();
      return new Json.Null(line);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser, look, line, outline, depth + 1);
      case START_ARRAY -> items(parser, look, line, outline, depth + 1);
      case VALUE_STRING -> new Json.Text(look.wellFormed(parser.getString()), line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Digits(parser.getString(), line);
      case VALUE_TRUE -> new Json.Flag(true, line);
      case VALUE_FALSE -> new Json.Flag(false, line);
      case VALUE_NULL -> new Json.Null(line);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a value cannot begin with this token");
    };
  }

  private Json members(JsonParser parser, Look look, int line, Outline outline, int depth) {
    Map<String, Json> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int nameLine = look.line(parser);
      Outline part = outline.member(name);
      parser.nextToken();
      if (part.readsNothing()) {
        parser.skipChildren();
      } else if (values.put(name, value(parser, look, nameLine, part, depth)) != null) {
        throw new StreamReadException(parser, "a key twice");
      }
    }
    return new Json.Members(values, line);
  }

  private Json items(JsonParser parser, Look look, int line, Outline outline, int depth) {
    List<Json> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser, look, look.line(parser), outline, depth));
    }
    return new Json.Items(values, line);
  }
}
