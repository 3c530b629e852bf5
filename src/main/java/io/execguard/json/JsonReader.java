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
  private static final int DEEPEST = 100;

  /// Bytes of a name that is kept for the next document: Kubernetes' longest, a label's key, has
  /// 317. The table holds some thousands of names, so that it takes some megabytes at most.
  private static final int LONGEST_KEPT_NAME = 512;

  private final JsonFactory factory;

  /// Reads bytes as they are, and knows names again: twice as fast. It refuses more, names that
  /// were chosen to collide in its table for instance, and never has the last word on that.
  private final JsonFactory quick;

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
    factory =
        JsonFactory.builder()
            .streamReadConstraints(limits(longest, longest))
            // Its table of names refuses a document in which they were chosen to collide.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();
    quick =
        JsonFactory.builder()
            .streamReadConstraints(limits(longest, Math.min(longest, LONGEST_KEPT_NAME)))
            // The JVM's own table would keep them for ever.
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();
  }

  private static StreamReadConstraints limits(int longest, int longestName) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(Integer.MAX_VALUE)
        .maxStringLength(longest)
        .maxNumberLength(longest)
        .maxNameLength(longestName)
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
    Look look = Look.at(document);
    Optional<Json> read = look.ascii() ? read(document, outline, look, quick) : Optional.empty();
    return read.isPresent() ? read : read(document, outline, look, factory);
  }

  private Optional<Json> read(byte[] document, Outline outline, Look look, JsonFactory factory) {
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
