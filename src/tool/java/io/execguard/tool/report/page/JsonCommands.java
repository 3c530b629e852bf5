package io.execguard.tool.report.page;

import io.execguard.json.JsonWriter;
import io.execguard.tool.report.evidence.Action;
import io.execguard.tool.report.evidence.ActionCounts;
import io.execguard.tool.report.evidence.CommandSequence;
import io.execguard.tool.report.evidence.Kind;
import java.time.Instant;
import java.util.Optional;

/// Writes what one person did in one pod as a line of `--output json`.
final class JsonCommands {
  private JsonCommands() {}

  static void write(JsonWriter json, CommandSequence sequence) {
    json.writeStringProperty("type", Kind.COMMANDS.word());
    ActionCounts counts = sequence.counts();
    JsonMembers.text(json, "who", sequence.who());
    JsonMembers.text(json, "where", sequence.where());
    JsonMembers.span(json, "period", sequence.span());
    json.writeNumberProperty("attempts", counts.attempts());
    json.writeNumberProperty("sessions", counts.sessions());
    json.writeNumberProperty("denied", counts.denied());
    json.writeNumberProperty("pastTheGuard", counts.past() + counts.failedOpen());
    json.writeNumberProperty("failedOpen", counts.failedOpen());
    json.writeNumberProperty("unanswered", counts.unanswered());
    json.writeNumberProperty("recordMissing", counts.recordMissing());
    json.writeNumberProperty("leftOut", sequence.leftOut());
    json.writeArrayPropertyStart("inOrder");
    for (Action action : sequence.actions()) {
      json.writeStartObject();
      time(json, "time", action.first());
      if (action.times() > 1) {
        json.writeNumberProperty("times", action.times());
        time(json, "last", action.last());
      }
      JsonMembers.text(json, "what", action.what());
      JsonMembers.texts(json, "command", action.command());
      JsonMembers.text(json, "came", action.came());
      JsonMembers.caller(json, action.caller());
      JsonMembers.text(json, "id", action.id());
      JsonMembers.place(json, action.place());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void time(JsonWriter json, String name, Optional<Instant> time) {
    time.ifPresent(some -> json.writeStringProperty(name, some.toString()));
  }
}
