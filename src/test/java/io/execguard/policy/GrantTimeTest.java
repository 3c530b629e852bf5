package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Times in a grant's annotations.
final class GrantTimeTest {
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

  private static final List<String> RIGHT =
      List.of(
          "2026-11-26T10:00:00Z",
          "2026-11-26t10:00:00.1z",
          "2024-02-29T23:59:59.999999999+18:00",
          "1969-12-31T23:59:59.0009-00:30",
          "0000-01-01T00:00:00+05:45");

  /// What stands in their place in what is tried.
  private static final String CHARACTERS = "0123456789-+:.TtZz ²٣";

  @ParameterizedTest
  @CsvSource({
    "2026-11-26T10:00:00Z, 2026-11-26T10:00:00Z",
    "2026-11-26t10:00:00.25z, 2026-11-26T10:00:00.250Z",
    "2026-11-26T10:00:00.1239-05:30, 2026-11-26T15:30:00.123Z",
  })
  void areReadInWholeMilliseconds(String text, Instant time) {
    assertEquals(Optional.of(time), GrantTime.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-26",
        "2026-11-26T10:00:00",
        "2026-11-26T10:00Z",
        "2026-11-26T10:00:00.Z",
        "2026-11-26T10:00:00.1234567890Z",
        "2026-11-26T10:00:00ZZ",
        "2026-11-26T10:00:00+0500",
        "2026-11-26T10:00:00+19:00",
        "2026-11-26T10:00:00+05:60",
        "2026-11-26T24:00:00Z",
        "2026-11-26T10:00:60Z",
        "2026-02-29T10:00:00Z",
        "2026-11-26T10:00:00[Europe/Berlin]",
        "２026-11-26T10:00:00Z"
      })
  void areRefusedInAnotherForm(String text) {
    assertEquals(Optional.empty(), GrantTime.read(text));
  }

  @Test
  void areThoseOfRfc3339AsJavaReadsThem() {
    Random random = new Random(3339);
    int right = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(RIGHT.get(random.nextInt(RIGHT.size())));
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        int place = random.nextInt(text.length());
        char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(place, other);
          case 1 -> text.insert(place, other);
          default -> text.deleteCharAt(place);
        }
      }
      Optional<Instant> expected = asJavaReads(text.toString());
      assertEquals(expected, GrantTime.read(text.toString()), text::toString);
      right += expected.isPresent() ? 1 : 0;
    }
    assertTrue(right > 5_000 && right < 15_000, right + " of 20,000 are times");
  }

  private static Optional<Instant> asJavaReads(String text) {
    try {
      return RFC_3339.matcher(text).matches()
          ? Optional.of(
              OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
                  .toInstant()
                  .truncatedTo(ChronoUnit.MILLIS))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
