package io.execguard.tool.report.read;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;

/// One entry out of a text that holds several, as a text of its own.
final class Copy {
  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private final JsonGenerator json = Parcels.JSON.createGenerator(ObjectWriteContext.empty(), copy);
  private boolean cut;

  Copy() {
    json.writeStartObject();
  }

  /// Adds a member, and forgets what is beyond the limit of a line.
  ///
  /// @param parser at its value; at the value's end afterwards
  void member(String name, JsonParser parser) {
    int depth = 0;
    if (!cut) {
      json.writeName(name);
    }
    do {
      JsonToken token = depth == 0 ? parser.currentToken() : parser.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      cut |= copy.size() > Lines.LONGEST;
      if (!cut) {
        json.copyCurrentEvent(parser);
      }
    } while (depth > 0);
  }

  /// The entry; empty where it is longer than a line may be.
  Optional<byte[]> end() {
    json.close();
    return cut ? Optional.empty() : Optional.of(copy.toByteArray());
  }
}
