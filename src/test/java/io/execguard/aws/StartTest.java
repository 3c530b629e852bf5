package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Function;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the function loads when it starts, as a process of its own.
final class StartTest {

  /// Half a second of cold start is the SDK's: a call from a stranger, or a replay, does not pay
  /// it.
  @Test
  void loadsNothingOfTheSdkBeforeTheFirstLookup() throws IOException, InterruptedException {
    List<String> loaded = classesLoadedBy(Started.class);

    assertTrue(loaded.stream().anyMatch(line -> line.contains(WebhookFunction.class.getName())));
    assertEquals(
        List.of(),
        loaded.stream()
            .filter(line -> line.contains("software.amazon.awssdk") || line.contains("re2j"))
            .toList());
  }

  private static List<String> classesLoadedBy(Class<?> main)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    return lines;
  }

  /// The function as Lambda makes it, and a call from a stranger.
  static final class Started {
    public static void main(String[] arguments) throws IOException {
      new WebhookFunction()
          .handleRequest(
              new ByteArrayInputStream(
                  Function.event("nobody", "no-token", "sessions", new byte[] {'{', '}'})),
              OutputStream.nullOutputStream(),
              Function.quietContext());
    }
  }
}
