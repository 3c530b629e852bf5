package io.execguard.tool.report.page;

import io.execguard.json.JsonWriter;
import io.execguard.tool.report.evidence.CommandSequence;
import io.execguard.tool.report.evidence.Kind;
import java.time.Instant;
import java.util.Optional;

/// Writes what one person did in one pod as a line of `--output json`.
final class JsonCommands {
  private JsonCommands() {}

  static void write(JsonWriter json, CommandSequence sequence) {
    json.writeStringProperty("type", Kind.COMMANDS.word());
    JsonMembers.text(json, "who", sequence.who());
    JsonMembers.text(json, "where", sequence.where());
    JsonMembers.span(json, "period", sequence.span());
    json.writeNumberProperty("attempts", sequence.attempts());
    json.writeNumberProperty("sessions", sequence.sessions());
    json.writeNumberProperty("denied", sequence.denied());
    json.writeNumberProperty("pastTheGuard", sequence.past());
    json.writeNumberProperty("leftOut", sequence.leftOut());
    json.writeArrayPropertyStart("inOrder");
    for (CommandSequence.Entry entry : sequence.entries()) {
      json.writeStartObject();
      time(json, "time", entry.first());
      if (entry.times() > 1) {
        json.writeNumberProperty("times", entry.times());
        time(json, "last", entry.last());
      }
      JsonMembers.text(json, "what", entry.what());
      JsonMembers.texts(json, "command", entry.command());
      JsonMembers.text(json, "came", entry.came());
      JsonMembers.caller(json, entry.caller());
      JsonMembers.text(json, "id", entry.id());
      JsonMembers.place(json, entry.place());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void time(JsonWriter json, String name, Optional<Instant> time) {
    time.ifPresent(some -> json.writeStringProperty(name, some.toString()));
  }
}
