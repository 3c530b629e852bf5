package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadlineTest {
  private static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");

  @ParameterizedTest(name = "taken {0} ms ago, timeout {1}, Lambda has {2} ms: {3} ms left")
  @CsvSource({
    "0,     10s, 60000, 9500",
    // A cold start of two seconds has eaten of the API server's patience.
    "2000,  10s, 60000, 7500",
    "2500,  3s,  60000, 0",
    // Lambda ends first.
    "0,     10s, 5000,  4500",
    // Nobody says how long they wait: Lambda's own time counts.
    "0,     '',  8000,  7500",
    "0,     1m,  8000,  7500",
    "0,     0s,  8000,  7500",
    "0,     -5s, 8000,  7500",
    "0,     100s, 8000, 7500",
    // An event from a file, taken long ago or in the future.
    "86400000,  10s, 8000, 7500",
    "-86400000, 10s, 8000, 7500",
  })
  void isWhenNobodyWaitsAnyMore(long takenAgo, String patience, long lambda, long left) {
    Instant deadline =
        Deadline.of(
            Optional.of(NOW.minusMillis(takenAgo)), patience, NOW, Duration.ofMillis(lambda));

    assertEquals(NOW.plusMillis(left), deadline);
  }
}
