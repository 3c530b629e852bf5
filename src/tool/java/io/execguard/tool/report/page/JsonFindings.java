package io.execguard.tool.report.page;

import io.execguard.json.JsonLine;
import io.execguard.tool.report.evidence.CommandSequence;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.Findings;
import io.execguard.tool.report.evidence.RecordedSession;
import io.execguard.tool.report.evidence.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// Writes findings as lines of JSON, all of them, each as soon as nothing more can be said of it.
public final class JsonFindings implements Findings {
  private final Writer out;

  public JsonFindings(Writer out) {
    this.out = out;
  }

  @Override
  public void add(Finding finding, Severity severity) {
    write(JsonLine.of(json -> JsonFinding.write(json, finding, severity)));
  }

  @Override
  public void add(RecordedSession session) {
    write(JsonLine.of(json -> JsonRecorded.write(json, session)));
  }

  @Override
  public void add(CommandSequence sequence) {
    write(JsonLine.of(json -> JsonCommands.write(json, sequence)));
  }

  /// The last line.
  public void summary(Evidence evidence) {
    write(JsonLine.of(json -> JsonSummary.write(json, evidence)));
  }

  private void write(byte[] line) {
    try {
      out.write(new String(line, StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written", e);
    }
  }
}
