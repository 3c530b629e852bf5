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

/// A million lines.
@Timeout(300)
class ReportSizeTest {
  private static final int LINES = 1_000_000;

  @TempDir private Path directory;

  /// Of processor time, all threads together: on a machine that others use as well a minute on the
  /// clock was more than that. Some 20 s are usual.
  private static final Duration MOST = Duration.ofSeconds(60);

  private Duration processorTime = Duration.ZERO;

  @Test
  void aMillionLinesTakeLessThanAMinuteOfProcessorAndHalfAGigabyte() throws Exception {
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
            "-Xmx512m",
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
      assertTrue(second < 300, "it does not end");
    }
    List<String> lines = Files.readAllLines(out);
    assertEquals(1, process.exitValue(), lines.getLast());
    return lines.getLast();
  }
}
