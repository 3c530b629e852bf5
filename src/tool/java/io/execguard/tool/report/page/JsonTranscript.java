package io.execguard.tool.report.page;

import io.execguard.json.JsonWriter;
import io.execguard.tool.report.evidence.Transcript;

/// Writes what a recorded session left into its line of `--output json`.
final class JsonTranscript {
  private JsonTranscript() {}

  static void write(JsonWriter json, Transcript transcript) {
    json.writeObjectPropertyStart("transcript");
    transcript.from().ifPresent(time -> json.writeStringProperty("from", time.toString()));
    transcript.until().ifPresent(time -> json.writeStringProperty("until", time.toString()));
    transcript.exit().ifPresent(code -> json.writeNumberProperty("exit", Integer.parseInt(code)));
    json.writeNumberProperty("lines", transcript.lines());
    json.writeStringProperty("by", transcript.by());
    json.writeBooleanProperty("tty", transcript.terminal());
    json.writeArrayPropertyStart("problems");
    transcript
        .faults()
        .forEach(
            fault -> {
              json.writeStartObject();
              json.writeStringProperty("kind", fault.word());
              json.writeStringProperty("sentence", fault.sentence());
              json.writeEndObject();
            });
    json.writeEndArray();
    json.writeEndObject();
  }

  /// What it showed.
  static void write(JsonWriter json, Transcript.Text text) {
    json.writeArrayPropertyStart("text");
    text.text().lines().forEach(json::writeString);
    json.writeEndArray();
    if (!text.whole()) {
      json.writeBooleanProperty("textLeftOut", true);
    }
  }
}
