package io.execguard.tool.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.ExecGuard;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A log that is much larger than memory: a session from its end to its begin, between the lines of
/// another for each of its own, and those of the container.
@Timeout(300)
class TranscriptSizeTest {
  private static final int LINES = 600_000;
  private static final String ENDING = "y".repeat(160);

  @TempDir private Path directory;

  @Test
  void aLogLargerThanMemoryIsSortedOnDisk() throws Exception {
    Path log = log();
    assertTrue(Files.size(log) > 128 << 20, "larger than the heap");
    Path out = directory.resolve("out");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                ExecGuard.class.getName(),
                "transcript",
                "--session",
                Recording.SESSION,
                log.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();

    assertTrue(process.waitFor(300, TimeUnit.SECONDS), "it does not end");
    List<String> lines = Files.readAllLines(out);
    assertEquals(0, process.exitValue(), lines.getLast());
    assertEquals("2 " + ENDING, lines.get(5));
    assertEquals(LINES + 1 + " " + ENDING, lines.get(lines.size() - 2));
  }

  private Path log() throws IOException {
    Path file = directory.resolve("log");
    String head = "exec-guard session=" + Recording.SESSION + " n=";
    try (BufferedWriter log = Files.newBufferedWriter(file)) {
      long bytes = 0;
      for (int number = 2; number <= LINES + 1; number++) {
        bytes += (number + " " + ENDING).length() + 1;
      }
      log.write(head + (LINES + 2) + " end exit=0 bytes=" + bytes + "\n");
      for (int number = LINES + 1; number > 1; number--) {
        log.write(head + number + " out " + number + " " + ENDING + "\n");
        log.write(
            "exec-guard session=00000000-0000-4000-8000-%012d n=1 begin v=1\n".formatted(number));
        log.write("10.0.0.1 GET /index.html 200\n");
      }
      log.write(head + "1 begin v=1 tty=no by=tee container-user=0 command='sh'\n");
    }
    return file;
  }
}
