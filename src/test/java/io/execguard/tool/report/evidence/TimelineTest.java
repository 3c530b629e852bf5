package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.report.page.Html;
import io.execguard.tool.report.page.TimelinePicture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");

  @Test
  void widensItsStepsAndLosesNothing() {
    Timeline timeline = new Timeline();
    for (int i = 0; i < 100_000; i++) {
      timeline.add(NOW.plusSeconds(60L * i), Mark.COMMAND, 1);
    }
    assertTrue(timeline.steps().size() <= 4_000, "as it is kept");
    timeline.fit(96);
    assertEquals(Duration.ofDays(1), timeline.width());
    assertEquals(
        100_000,
        timeline.steps().values().stream().mapToLong(counts -> counts[Mark.COMMAND.row()]).sum());
  }

  @Test
  void aLineFromAnotherCenturyDoesNotMakeItEndless() {
    Timeline timeline = new Timeline();
    timeline.add(Instant.parse("0001-01-01T00:00:00Z"), Mark.DENIED, 1);
    timeline.add(Instant.parse("9999-12-31T23:59:59Z"), Mark.DENIED, 1);
    timeline.fit(96);
    Html html = new Html();
    TimelinePicture.write(timeline, List.of(), Set.of(Mark.values()), html);
    assertTrue(html.toString().length() < 20_000);
  }

  @Test
  void theRegistrationIsAwayFromADeleteToTheNextCreate() {
    RegistrationGaps away = new RegistrationGaps();
    away.add(NOW.plusSeconds(50), true);
    away.add(NOW.plusSeconds(20), false);
    away.add(NOW, false);
    away.add(NOW.plusSeconds(10), true);
    away.add(NOW.plusSeconds(15), true);
    assertEquals(
        List.of(
            new Span(NOW.plusSeconds(10), NOW.plusSeconds(20)),
            new Span(NOW.plusSeconds(50), NOW.plusSeconds(90))),
        away.spans(NOW.plusSeconds(90)));
  }

  @Test
  void identitiesKeepTheirNumbersWhileTheyGrow() {
    DigestMap identities = new DigestMap(Questions.spill());
    for (int i = 0; i < 10_000; i++) {
      identities.number(Digest128.of("id" + i), i);
    }
    for (int i = 0; i < 10_000; i++) {
      assertEquals(i, identities.number(Digest128.of("id" + i)).orElse(-1));
    }
    assertTrue(identities.number(Digest128.of("id10000")).isEmpty());
  }
}
