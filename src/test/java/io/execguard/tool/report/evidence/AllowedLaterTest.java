package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllowedLaterTest {
  private static final Instant TIME = Instant.parse("2026-11-26T13:56:00Z");

  @Test
  void itIsTheLastTimeBehindTheDenialInWhateverOrderTheyAreRead(@TempDir Path directory) {
    try (SpillFolder spill = new SpillFolder(directory, 0)) {
      AllowedLater later = new AllowedLater(spill);
      later.denied("shell");
      later.denied("shell");
      later.allowed("shell", TIME.plusSeconds(9));
      later.allowed("shell", TIME.plusSeconds(3));
      later.allowed("ls", TIME.plusSeconds(20));

      assertEquals(Optional.of(TIME.plusSeconds(9)), later.behind("shell", TIME));
      assertEquals(Optional.empty(), later.behind("shell", TIME.plusSeconds(9)));
      assertEquals(Optional.empty(), later.behind("ls", TIME));
    }
  }

  /// Records of an earlier version have no attempt key: all of them were one attempt's.
  @Test
  void whatHasNoKeyEqualsNothing(@TempDir Path directory) {
    try (SpillFolder spill = new SpillFolder(directory, 0)) {
      AllowedLater later = new AllowedLater(spill);
      later.denied("");
      later.allowed("", TIME.plusSeconds(1));
      assertEquals(Optional.empty(), later.behind("", TIME));
    }
  }
}
