package io.execguard.tool.report.read;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// What stands before the cut of a JSON object that breaks off, as an object of its own: EKS cuts
/// an audit event at 256 KiB, wherever that is, and writes `[Truncated...]` there.
public final class JsonHead {
  private JsonHead() {}

  /// Each value that stands whole before the cut, and closed behind the last what holds it. The
  /// text or number that is cut is left out, and its name with it.
  ///
  /// @return empty where it is no object, or one that ends: behind its end more could stand, and
  ///   would be lost
  public static Optional<byte[]> closed(byte[] json) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    JsonGenerator copy = EnvelopeReader.JSON.createGenerator(ObjectWriteContext.empty(), head);
    try (copy;
        JsonParser parser = EnvelopeReader.JSON.createParser(ObjectReadContext.empty(), json)) {
      if (isWhole(parser, copy)) {
        return Optional.empty();
      }
    }
    return Optional.of(head.toByteArray());
  }

  /// Closing the generator closes what is open in it.
  private static boolean isWhole(JsonParser parser, JsonGenerator copy) {
    int depth = 0;
    try {
      do {
        JsonToken token = parser.nextToken();
        if (depth == 0 && token != JsonToken.START_OBJECT) {
          return true;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.VALUE_STRING) {
          parser.finishToken();
        }
        if (token != JsonToken.PROPERTY_NAME) {
          copy(parser, token, copy);
        }
      } while (depth > 0);
      return true;
    } catch (JacksonException _) {
      return depth == 0;
    }
  }

  /// With its name, which is written once the value is known to be whole.
  private static void copy(JsonParser parser, JsonToken token, JsonGenerator copy) {
    if (!token.isStructEnd() && copy.streamWriteContext().inObject()) {
      copy.writeName(parser.currentName());
    }
    copy.copyCurrentEvent(parser);
  }
}
