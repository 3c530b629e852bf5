package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.ExecGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What many lines take: a quarter of a million, or as many as `-Dreport.lines` says.
@Timeout(900)
class ReportSizeTest {
  private static final int LINES = Integer.getInteger("report.lines", 250_000);

  /// Half a gigabyte for a million, of which the virtual machine's own part does not grow.
  private static final int MEGABYTES = 96 + LINES / 2_500;

  @TempDir private Path directory;

  /// Of processor time, all threads together: on a machine that others use as well a minute on the
  /// clock was more than that. A minute for a million, of which some 20 s are usual; 20 s of it may
  /// be the start's.
  private static final Duration MOST = Duration.ofSeconds(20 + LINES / 25_000);

  private Duration processorTime = Duration.ZERO;

  @Test
  void aMillionLinesWouldTakeLessThanAMinuteOfProcessorAndHalfAGigabyte() throws Exception {
    CopiedRun run = CopiedRun.of(directory, LINES);
    int copies = run.copies();

    String printed = report(run);

    assertTrue(printed.contains("\"bypass\":" + copies + ","), printed);
    assertTrue(printed.contains("\"event-missing\":0,"), printed);
    assertTrue(printed.contains("\"recordsTwinned\":" + copies * 16 + ","), printed);
    assertTrue(
        processorTime.isPositive() && processorTime.compareTo(MOST) < 0, processorTime::toString);
  }

  private String report(CopiedRun run) throws Exception {
    Path out = directory.resolve("out");
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + MEGABYTES + "m",
            "-XX:+UseSerialGC",
            "-classpath",
            System.getProperty("java.class.path"),
            ExecGuard.class.getName());
    Process process =
        new ProcessBuilder(Stream.concat(java.stream(), run.report().stream()).toList())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    // What a process took is known while it runs.
    for (int second = 0; !process.waitFor(1, TimeUnit.SECONDS); second++) {
      processorTime = process.info().totalCpuDuration().orElse(processorTime);
      assertTrue(second < 600, "it does not end");
    }
    List<String> lines = Files.readAllLines(out);
    assertEquals(1, process.exitValue(), lines.getLast());
    return lines.getLast();
  }
}
