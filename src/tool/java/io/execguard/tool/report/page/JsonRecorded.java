package io.execguard.tool.report.page;

import io.execguard.json.JsonWriter;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.OnRecord;
import io.execguard.tool.report.evidence.RecordedSession;

/// Writes a session on record as a line of `--output json`.
final class JsonRecorded {
  private JsonRecorded() {}

  static void write(JsonWriter json, RecordedSession recorded) {
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
    recorded.transcript().ifPresent(transcript -> JsonTranscript.write(json, transcript));
    recorded.text().ifPresent(text -> JsonTranscript.write(json, text));
    json.writeStringProperty("id", session.id());
    JsonMembers.place(json, session.source());
  }
}
