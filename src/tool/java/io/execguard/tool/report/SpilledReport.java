package io.execguard.tool.report;

import io.execguard.tool.report.evidence.SpillFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The making of a report, with what memory does not hold in temporary files.
interface SpilledReport {
  ReportOutcome make(SpillFolder spill) throws IOException;

  /// Makes it, or says in a sentence what broke it off.
  static ReportOutcome of(SpilledReport report) {
    try (SpillFolder spill = SpillFolder.ofThisProcess()) {
      return report.make(spill);
    } catch (UncheckedIOException e) {
      throw BrokenOff.by(String.valueOf(e.getMessage()), Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw BrokenOff.by("the report cannot be written", e);
    } catch (OutOfMemoryError _) {
      throw BrokenOff.forMemory();
    }
  }
}
