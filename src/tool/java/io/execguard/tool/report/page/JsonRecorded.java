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
    JsonMembers.text(json, "who", session.who());
    JsonMembers.caller(json, session.caller());
    JsonMembers.text(json, "what", session.what());
    JsonMembers.texts(json, "command", session.command());
    JsonMembers.text(json, "where", session.where());
    JsonMembers.text(json, "container", session.container());
    JsonMembers.text(json, "note", session.reason());
    JsonMembers.text(json, "session", session.session());
    json.writeStringProperty("state", recorded.state().word());
    json.writeStringProperty("stateNote", recorded.state().sentence());
    recorded.transcript().ifPresent(transcript -> transcript(json, transcript));
    recorded.text().ifPresent(text -> text(json, text));
    json.writeStringProperty("id", session.id());
    JsonMembers.place(json, session.source());
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
