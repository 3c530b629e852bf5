package io.execguard.tool.report;

import io.execguard.tool.report.evidence.Question;
import io.execguard.tool.report.read.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How much disk the reading takes, told before it begins. It is an estimate, and refuses nothing:
/// where the disk does run out, the report breaks off with a sentence. What comes by standard input
/// has a size that nobody knows.
final class SpillForecast {
  /// Of each byte of a log this part, by what is written of it: twice a finding, compressed, and
  /// three tables of 39 bytes a record of 1 KB; one table an event, and what it says of a session.
  private static final double OF_DECISIONS = 0.4;

  private static final double OF_EVENTS = 0.1;

  /// Compressed logs have at least this many bytes for one.
  private static final int COMPRESSION = 12;

  /// Below it nobody is told: every disk has it.
  private static final long WORTH_A_WORD = 1L << 30;

  private SpillForecast() {}

  /// What is to be said before a long reading, and before one for which the folder may have too
  /// little; empty of any other.
  static Optional<String> of(Question question, Path folder) {
    long bytes =
        (long) (OF_DECISIONS * text(question.decisions()) + OF_EVENTS * text(question.audit()));
    // Not by its file store, which is not found where /proc is another machine's: in a container's
    // root.
    long free = folder.toFile().getUsableSpace();
    String words =
        "temporary files take some "
            + gigabytes(bytes)
            + ", and "
            + folder
            + " has "
            + gigabytes(free)
            + " free";
    if (bytes > free && free > 0) {
      return Optional.of(words + ": set TMPDIR to a folder that has more, if it breaks off");
    }
    return bytes < WORTH_A_WORD ? Optional.empty() : Optional.of(words);
  }

  private static double text(List<Source> sources) {
    return sources.stream().mapToDouble(SpillForecast::text).sum();
  }

  private static double text(Source source) {
    long size = source.size().orElse(0);
    return size > WORTH_A_WORD / COMPRESSION && isCompressed(source)
        ? (double) COMPRESSION * size
        : size;
  }

  private static boolean isCompressed(Source source) {
    try (InputStream opened = source.opening().open()) {
      return opened.read() == 0x1f && opened.read() == 0x8b;
    } catch (IOException _) {
      return false; // the reading says why
    }
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", (double) bytes / (1L << 30));
  }
}
