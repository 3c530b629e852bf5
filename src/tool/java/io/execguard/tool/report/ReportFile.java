package io.execguard.tool.report;

import io.execguard.tool.files.WholeFile;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/// The file of `--out`, written in one step, so that no half page is taken for a whole one.
final class ReportFile {
  private ReportFile() {}

  /// Writes it, where the report is made.
  static ReportOutcome write(Path file, Function<Writer, ReportOutcome> making) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        throw new ToolException(
            file + " is no regular file: leave --out away, and the report is on standard output");
      }
      return WholeFile.write(
          target,
          next -> {
            try (Writer writer = Files.newBufferedWriter(next)) {
              return making.apply(writer);
            }
          },
          ReportOutcome.Made.class::isInstance);
    } catch (NoSuchFileException _) {
      throw new ToolException(file + " cannot be written: there is no such directory");
    } catch (IOException e) {
      throw BrokenOff.by(file + " cannot be written", e);
    }
  }
}
