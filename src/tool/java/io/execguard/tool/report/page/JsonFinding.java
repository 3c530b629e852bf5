package io.execguard.tool.report.page;

import io.execguard.json.JsonWriter;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.Severity;

/// Writes a finding as a line of `--output json`.
final class JsonFinding {
  private JsonFinding() {}

  static void write(JsonWriter json, Finding finding, Severity severity) {
    json.writeStringProperty("type", finding.kind().word());
    finding.time().ifPresent(time -> json.writeStringProperty("time", time.toString()));
    json.writeStringProperty("severity", severity.word());
    JsonMembers.text(json, "who", finding.who());
    JsonMembers.caller(json, finding.caller());
    JsonMembers.text(json, "what", finding.what());
    JsonMembers.texts(json, "command", finding.command());
    JsonMembers.text(json, "where", finding.where());
    JsonMembers.text(json, "note", finding.note());
    JsonMembers.sequel(json, finding.sequel());
    JsonMembers.text(json, "id", finding.id());
    JsonMembers.place(json, finding.place());
  }
}
