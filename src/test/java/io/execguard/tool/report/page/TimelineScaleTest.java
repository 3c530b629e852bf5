package io.execguard.tool.report.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a time lies in the picture.
final class TimelineScaleTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void theFirstColumnBeginsBehindTheNamesAndTheLastEndsWithThePicture() {
    TimelineScale scale = new TimelineScale(NOON.getEpochSecond(), 7, Duration.ofMinutes(15));
    assertEquals(TimelineScale.LEFT, scale.x(NOON.getEpochSecond()));
    assertEquals(
        TimelineScale.WIDTH, scale.x(NOON.plus(Duration.ofMinutes(7 * 15)).getEpochSecond()), 1e-9);
    assertEquals(
        scale.columnWidth(),
        scale.x(NOON.plus(Duration.ofMinutes(15)).getEpochSecond()) - TimelineScale.LEFT,
        1e-9);
  }

  @Test
  void aTimeIsInTheColumnThatBeginsBeforeIt() {
    TimelineScale scale = new TimelineScale(NOON.getEpochSecond(), 7, Duration.ofMinutes(15));
    Instant within = NOON.plus(Duration.ofMinutes(29));
    assertEquals(NOON.plus(Duration.ofMinutes(15)).getEpochSecond(), scale.column(within));
    assertEquals(NOON.plus(Duration.ofMinutes(30)).getEpochSecond(), scale.columnBehind(within));
  }

  @Test
  void theRulerHasAtMostEightMarks() {
    assertArrayEquals(new long[] {0, 1, 2}, new TimelineScale(0, 3, Duration.ofSeconds(1)).marks());
    assertArrayEquals(
        new long[] {0, 2, 4, 6, 8}, new TimelineScale(0, 9, Duration.ofSeconds(1)).marks());
    for (int columns = 1; columns <= TimelineScale.COLUMNS; columns++) {
      int marks = new TimelineScale(0, columns, Duration.ofDays(1)).marks().length;
      assertEquals(Math.clamp(marks, 1, 8), marks, columns + " columns");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PT1S, a second, 12:00:00",
    "PT10S, 10 seconds, 12:00:00",
    "PT1M, a minute, 11-23 12:00",
    "PT15M, 15 minutes, 11-23 12:00",
    "PT1H, an hour, 11-23 12:00",
    "PT6H, 6 hours, 11-23 12:00",
    "P1D, a day, 2026-11-23",
    "P28D, 28 days, 2026-11-23"
  })
  void saysHowWideAColumnIsAndMarksNoFinerThanThat(Duration step, String width, String mark) {
    TimelineScale scale = new TimelineScale(0, 1, step);
    assertEquals(width, scale.widthInWords());
    assertEquals(mark, scale.words(NOON.getEpochSecond()));
  }
}
