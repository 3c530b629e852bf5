package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.ExecGuard;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A million lines: copies of those of a real run, each with ids and a minute of its own, from a
/// quarter of a year.
@Timeout(300)
class ReportSizeTest {
  private static final Path RUN = Path.of("src/test/resources/report");
  private static final int LINES = 1_000_000;

  @TempDir private Path directory;

  /// Of processor time, all threads together: on a machine that others use as well a minute on the
  /// clock was more than that. Some 20 s are usual.
  private static final Duration MOST = Duration.ofSeconds(60);

  private Duration processorTime = Duration.ZERO;

  @Test
  void aMillionLinesTakeLessThanAMinuteOfProcessorAndHalfAGigabyte() throws Exception {
    List<String> decisions = Files.readAllLines(RUN.resolve("decisions.jsonl"));
    List<String> audit = Files.readAllLines(RUN.resolve("audit.jsonl"));
    int copies = LINES / (decisions.size() + audit.size()) + 1;
    Path records = copies("decisions.gz", decisions, copies);
    Path events = copies("audit.gz", audit, copies);

    String printed = report(records, events);

    assertTrue(printed.contains("\"bypass\":" + copies + ","), printed);
    assertTrue(printed.contains("\"event-missing\":0,"), printed);
    assertTrue(printed.contains("\"recordsTwinned\":" + copies * 16 + ","), printed);
    assertTrue(
        processorTime.isPositive() && processorTime.compareTo(MOST) < 0, processorTime::toString);
  }

  private String report(Path records, Path events) throws Exception {
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                ExecGuard.class.getName(),
                "report",
                "--decisions",
                records.toString(),
                "--audit",
                events.toString(),
                "--from",
                "2026-08-01T00:00:00Z",
                "--until",
                "2026-12-01T00:00:00Z",
                "--output",
                "json")
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

  /// The twentieth byte of an id and on are another's; the minute is another for each copy.
  private Path copies(String name, List<String> lines, int copies) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out =
        new BufferedOutputStream(new Quick(Files.newOutputStream(file)), 1 << 16)) {
      for (int copy = 0; copy < copies; copy++) {
        String day = "2026-%02d-%02dT".formatted(9 + copy / 28 % 3, 1 + copy % 28);
        String time = day + "%02d:%02d".formatted(copy / 84 % 24, copy / 2016 % 60);
        String id = "%05x".formatted(copy);
        for (String line : lines) {
          String made =
              line.replace("2026-11-25T00:54", time)
                  .replace("2026-11-25T00:55", time)
                  .replace("-4", "-4" + id)
                  .replace("\"attemptKey\":\"", "\"attemptKey\":\"" + id);
          out.write((made + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return file;
  }

  private static final class Quick extends GZIPOutputStream {
    private Quick(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
