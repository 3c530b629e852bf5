package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.OnRecord;
import io.execguard.tool.report.evidence.RecordedSession;
import io.execguard.tool.report.evidence.Transcript;
import tools.jackson.core.JsonGenerator;

/// Writes a session on record as a line of `--output json`.
final class JsonRecorded {
  private JsonRecorded() {}

  static void write(JsonGenerator json, RecordedSession recorded) {
    OnRecord session = recorded.session();
    json.writeStringProperty("type", Kind.RECORDED.word());
    json.writeStringProperty("time", session.time().toString());
    JsonFindings.text(json, "who", session.who());
    JsonFindings.caller(json, session.caller());
    JsonFindings.text(json, "what", session.what());
    JsonFindings.texts(json, "command", session.command());
    JsonFindings.text(json, "where", session.where());
    JsonFindings.text(json, "container", session.container());
    JsonFindings.text(json, "note", session.reason());
    JsonFindings.text(json, "session", session.session());
    json.writeStringProperty("state", recorded.state().word());
    json.writeStringProperty("stateNote", recorded.state().sentence());
    recorded.transcript().ifPresent(transcript -> transcript(json, transcript));
    recorded.text().ifPresent(text -> text(json, text));
    json.writeStringProperty("id", session.id());
    JsonFindings.place(json, session.source());
  }

  private static void transcript(JsonGenerator json, Transcript transcript) {
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

  private static void text(JsonGenerator json, Transcript.Text text) {
    json.writeArrayPropertyStart("text");
    text.text().lines().forEach(json::writeString);
    json.writeEndArray();
    if (!text.whole()) {
      json.writeBooleanProperty("textLeftOut", true);
    }
  }
}
