package io.execguard.tool.report;

import io.execguard.tool.report.evidence.Asked;
import io.execguard.tool.report.evidence.Question;
import io.execguard.tool.report.read.Source;
import io.execguard.tool.terminal.ToolException;
import io.execguard.tool.terminal.ToolVersion;
import io.execguard.tool.transcript.LogFiles;
import io.execguard.tool.transcript.ReportedTranscripts;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A report of logs that this tool itself has written, whose page says so.
///
/// @param decisions of the function
/// @param audit events of one cluster
/// @param containers logs with transcripts
/// @param from for which all of them are complete, until `until`
/// @param cluster whose logs these are
/// @param note what the page says of them
public record NotedReport(
    Path decisions,
    Path audit,
    Path containers,
    Instant from,
    Instant until,
    String cluster,
    String note) {

  /// Makes the page.
  ///
  /// @return whether it holds nothing that somebody has to be asked about
  /// @throws ToolException where the file cannot be written
  public boolean write(Path page) {
    return switch (ReportFile.write(page, this::made)) {
      case ReportOutcome.Made made ->
          !made.wantsAnAnswer() && !made.comparedNothing() && !made.missesTheQuestion();
      case ReportOutcome.SeveralClusters _ -> false;
    };
  }

  private ReportOutcome made(Writer writer) {
    return SpilledReport.of(spill -> Report.html(question(), spill, writer, (_, _, _, _) -> {}));
  }

  private Question question() {
    return new Question(
        source(decisions),
        source(audit),
        source(containers),
        ReportedTranscripts::new,
        Optional.of(from),
        Optional.of(until),
        Optional.of(cluster),
        until,
        ToolVersion.text(),
        new Asked(List.of("demo"), Optional.empty(), Optional.empty()),
        Optional.of(note));
  }

  private static List<Source> source(Path file) {
    return LogFiles.of(List.of(file.toString()));
  }
}
