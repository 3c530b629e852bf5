package io.execguard.tool.report.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Where the report keeps what memory does not hold: in files that only this user can read. They
/// lose their names when they are opened, so that nothing of them stays, however the process ends.
public final class SpillFolder implements AutoCloseable {
  /// Each of the maps that can grow with the logs may have this part of the memory. There are nine;
  /// what fills one of them, recordings or grants for instance, leaves others small.
  private static final int SHARE = 16;

  /// Where this system has its temporary files.
  public static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final Path folder;
  private final int slots;
  private final List<SpillFile> files = new ArrayList<>();

  /// @param memory bytes that this process may take
  public SpillFolder(Path folder, long memory) {
    this.folder = folder;
    slots = DigestMap.slotsWithin(memory / SHARE);
  }

  /// With all the memory that this process may take.
  public static SpillFolder ofThisProcess() {
    return new SpillFolder(TEMPORARY, Runtime.getRuntime().maxMemory());
  }

  /// Slots of a [DigestMap] in memory, at most; a power of 2.
  int slots() {
    return slots;
  }

  SpillFile open() {
    try {
      SpillFile file =
          new SpillFile(
              folder,
              FileChannel.open(
                  Files.createTempFile(folder, "exec-guard-report-", ".spill"),
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE));
      files.add(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file in " + folder + " cannot be made", e);
    }
  }

  @Override
  public void close() {
    files.forEach(SpillFile::close);
  }
}
