package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.report.evidence.Question;
import io.execguard.tool.report.evidence.Questions;
import io.execguard.tool.report.evidence.SpillFolder;
import io.execguard.tool.transcript.LogFiles;
import io.execguard.tool.transcript.ReportedTranscripts;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSpillTest {
  /// The smallest table of a map has 1,024 slots: nine of ten records and events are on disk.
  private static final int LINES = 20_000;

  @TempDir private Path folder;

  /// What is on disk for want of memory has to answer as what is in memory does.
  @Test
  void saysTheSameWithoutMemoryAsWithMuchOfIt() throws IOException {
    CopiedRun run = CopiedRun.of(folder, LINES);

    String much = printed(run, Long.MAX_VALUE);

    assertTrue(much.contains("\"recordsTwinned\":" + run.copies() * 16 + ","), much);
    assertEquals(much, printed(run, 0));
  }

  private String printed(CopiedRun run, long memory) throws IOException {
    Question question =
        new Question(
            LogFiles.of(List.of(run.decisions().toString())),
            LogFiles.of(List.of(run.audit().toString())),
            List.of(),
            ReportedTranscripts::new,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            "tests",
            Questions.NOBODY,
            Optional.empty());
    StringWriter printed = new StringWriter();
    try (SpillFolder spill = new SpillFolder(folder, memory)) {
      Report.json(question, spill, printed, (_, _, _, _) -> {});
    }
    return printed.toString();
  }
}
