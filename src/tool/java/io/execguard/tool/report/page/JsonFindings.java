package io.execguard.tool.report.page;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.tool.report.evidence.CommandSequence;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.Findings;
import io.execguard.tool.report.evidence.RecordedSession;
import io.execguard.tool.report.evidence.Severity;
import io.execguard.tool.report.read.WorkAhead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Writes findings as lines of JSON, all of them, each soon after nothing more can be said of it:
/// other processors make the lines. Those that are being made when the report breaks off are lost.
public final class JsonFindings implements Findings {
  private final Writer out;
  private final WorkAhead<String> ahead = new WorkAhead<>(this::write);
  private List<Consumer<JsonWriter>> lines = new ArrayList<>();
  private long size;

  public JsonFindings(Writer out) {
    this.out = out;
  }

  @Override
  public void add(Finding finding, Severity severity) {
    add(json -> JsonFinding.write(json, finding, severity), finding.size());
  }

  @Override
  public void add(RecordedSession session) {
    add(json -> JsonRecorded.write(json, session), WorkAhead.PIECE);
  }

  @Override
  public void add(CommandSequence sequence) {
    add(json -> JsonCommands.write(json, sequence), WorkAhead.PIECE);
  }

  /// The last line.
  public void summary(Evidence evidence) {
    add(json -> JsonSummary.write(json, evidence), WorkAhead.PIECE);
  }

  /// Writes all that is left.
  public void finish() {
    give();
    ahead.finish();
  }

  private void add(Consumer<JsonWriter> line, long about) {
    lines.add(line);
    size += about;
    if (size >= WorkAhead.PIECE) {
      give();
    }
  }

  private void give() {
    List<Consumer<JsonWriter>> some = lines;
    ahead.give(() -> text(some), size);
    lines = new ArrayList<>();
    size = 0;
  }

  private static String text(List<Consumer<JsonWriter>> lines) {
    StringBuilder text = new StringBuilder();
    for (Consumer<JsonWriter> line : lines) {
      text.append(new String(JsonLine.ended(line), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private void write(String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written", e);
    }
  }
}
