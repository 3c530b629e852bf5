package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Function;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the function loads when it starts, as a process of its own.
final class StartTest {

  /// Half a second of cold start is the SDK's: a call from a stranger, or a replay, does not pay
  /// it.
  @Test
  void loadsNothingOfTheSdkBeforeTheFirstLookup() throws IOException, InterruptedException {
    List<String> loaded = ClassesLoaded.by(Started.class);

    assertTrue(loaded.stream().anyMatch(line -> line.contains(WebhookFunction.class.getName())));
    assertEquals(
        List.of(),
        loaded.stream()
            .filter(line -> line.contains("software.amazon.awssdk") || line.contains("re2j"))
            .toList());
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
