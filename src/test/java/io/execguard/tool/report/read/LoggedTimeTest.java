package io.execguard.tool.report.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoggedTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-25T00:54:10.123456Z",
        "2026-11-25T00:54:10.123Z",
        "2026-11-25T00:54:10.1Z",
        "2026-11-25T00:54:10.123456789Z",
        "2026-11-25T00:54:10Z",
        "2026-12-31T23:59:59.999999Z",
        "2024-02-29T12:00:00.000000Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.5Z",
        "2026-11-25T24:00:00Z",
        "2026-11-25T23:59:60Z",
        "2026-11-25T00:54:10.Z",
        "2026-11-25T00:54:10+01:00",
        "2026-11-25t00:54:10z"
      })
  void aTimeIsWhatTheJdkSaysThatItIs(String text) {
    assertEquals(Instant.parse(text), LoggedTime.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-25T00:54:10",
        "2026-11-25T00:54Z",
        "2026-11-25 00:54:10Z",
        "2026-13-25T00:54:10Z",
        "2026-00-25T00:54:10Z",
        "2026-11-00T00:54:10Z",
        "2026-11-31T00:54:10Z",
        "2026-02-29T00:54:10Z",
        "2026-11-25T25:54:10Z",
        "2026-11-25T00:60:10Z",
        "2026-11-25T00:54:61Z",
        "2026-11-25T00:54:10.1234567890Z",
        "2026-11-25T00:54:10,5Z",
        "2026-11-25T00:54:10.12a4Z",
        "2026-11-25T00:54:1\u0661Z"
      })
  void whatTheJdkRefusesIsNoTime(String text) {
    assertThrows(DateTimeParseException.class, () -> Instant.parse(text));
    assertThrows(DateTimeParseException.class, () -> LoggedTime.parse(text));
  }
}
