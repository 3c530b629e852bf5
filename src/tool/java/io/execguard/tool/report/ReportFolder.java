package io.execguard.tool.report;

import io.execguard.tool.files.FolderFiles;
import io.execguard.tool.files.WholeFile;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import java.util.stream.Stream;

/// The folder of `--output csv --out`, there in one step or not at all. What is in a folder already
/// stays: tables of two reports side by side would be taken for one.
final class ReportFolder {
  private ReportFolder() {}

  /// Writes it, where the report is made.
  static ReportOutcome write(Path folder, Function<Path, ReportOutcome> making) {
    try {
      refuseFull(folder);
      Path target = Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath();
      Path next = Files.createDirectory(WholeFile.next(target));
      next.toFile().deleteOnExit();
      try {
        ReportOutcome outcome = making.apply(next);
        if (outcome instanceof ReportOutcome.Made) {
          Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return outcome;
      } finally {
        FolderFiles.delete(next);
      }
    } catch (NoSuchFileException _) {
      throw new ToolException(folder + " cannot be written: there is no such directory above it");
    } catch (IOException e) {
      throw new ToolException(folder + " cannot be written: " + IoProblem.inWords(e));
    }
  }

  private static void refuseFull(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    boolean isEmpty = false;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        isEmpty = files.findAny().isEmpty();
      }
    }
    if (!isEmpty) {
      throw new ToolException(
          folder + " is there and no empty folder: give --output csv one that is not there yet");
    }
  }
}
