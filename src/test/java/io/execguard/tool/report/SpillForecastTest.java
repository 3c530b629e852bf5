package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.report.evidence.Question;
import io.execguard.tool.report.evidence.Questions;
import io.execguard.tool.report.read.Source;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report of a hundred million lines filled the disk, and nobody had been told.
final class SpillForecastTest {
  private static final long GIGABYTE = 1L << 30;

  @TempDir private Path folder;

  @Test
  void isSilentBeforeAShortReading() {
    assertEquals(Optional.empty(), SpillForecast.of(decisions(OptionalLong.of(GIGABYTE)), folder));
    assertEquals(Optional.empty(), SpillForecast.of(decisions(OptionalLong.empty()), folder));
  }

  @Test
  void saysBeforeALongOneWhatItMayTakeAndWhatThereIs() {
    String words =
        SpillForecast.of(decisions(OptionalLong.of(10 * GIGABYTE)), folder).orElseThrow();
    assertTrue(
        words.startsWith("temporary files take some 4.0 GB, and " + folder + " has "), words);
  }

  /// It is an estimate: who knows better goes on.
  @Test
  void saysWhatToDoWhereTheFolderMayHaveTooLittleAndRefusesNothing() {
    String words =
        SpillForecast.of(decisions(OptionalLong.of(Long.MAX_VALUE / 4)), folder).orElseThrow();
    assertTrue(
        words.endsWith(" free: set TMPDIR to a folder that has more, if it breaks off"), words);
  }

  private static Question decisions(OptionalLong size) {
    return Questions.ofDecisions(
        List.of(new Source("tests", size, () -> new ByteArrayInputStream(new byte[0]))));
  }
}
