package io.execguard.tool.transcript;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Lines of JSON: `session`, then what it showed.
final class JsonForm implements Form {
  private final PrintWriter out;

  JsonForm(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Summary summary) {
    write("session", json -> members(summary, json));
  }

  static void members(Summary summary, JsonWriter json) {
    json.writeStringProperty("session", summary.session().toString());
    json.writeBooleanProperty("complete", summary.isComplete());
    summary.from().ifPresent(time -> json.writeStringProperty("from", time.toString()));
    summary.until().ifPresent(time -> json.writeStringProperty("until", time.toString()));
    json.writeStringProperty("containerUser", summary.user());
    json.writeStringProperty("command", summary.command());
    json.writeStringProperty("by", summary.by());
    json.writeBooleanProperty("tty", summary.terminal());
    json.writeNumberProperty("lines", summary.lines());
    json.writeNumberProperty("bytes", summary.bytes());
    summary.exit().ifPresent(code -> json.writeNumberProperty("exit", Integer.parseInt(code)));
    json.writeArrayPropertyStart("problems");
    summary.problems().forEach(problem -> problem(problem, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("notes");
    summary.notes().forEach(json::writeString);
    json.writeEndArray();
  }

  private static void problem(Problem problem, JsonWriter json) {
    json.writeStartObject();
    json.writeStringProperty("kind", problem.flaw().word());
    json.writeNumberProperty("times", problem.times());
    json.writeStringProperty("sentence", problem.sentence());
    json.writeEndObject();
  }

  private void write(String type, Consumer<JsonWriter> members) {
    byte[] line =
        JsonLine.of(
            json -> {
              json.writeStringProperty("type", type);
              members.accept(json);
            });
    out.print(new String(line, StandardCharsets.UTF_8) + "\n");
  }

  private void text(String type, String text) {
    write(type, json -> json.writeStringProperty("text", text));
  }

  @Override
  public void line(String text) {
    text("line", text);
  }

  @Override
  public void typed(String text) {
    text("typed", text);
  }

  @Override
  public void screen(Optional<Instant> time, List<String> rows) {
    write(
        "screen",
        json -> {
          time.ifPresent(some -> json.writeStringProperty("time", some.toString()));
          json.writeArrayPropertyStart("rows");
          rows.forEach(json::writeString);
          json.writeEndArray();
        });
  }

  @Override
  public void note(String text) {
    text("note", text);
  }

  @Override
  public void end() {}
}
