package io.execguard.tool.report.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EntriesAheadTest {
  /// Some 20 pieces of work.
  private static final int LINES = 3_000;

  private static final Place NOWHERE = new Place("tests", 0);

  /// What is heard of a source, and in which threads.
  private static final class Heard implements LogEntries {
    private final List<String> heard = new ArrayList<>();
    private final Set<Thread> judges = new HashSet<>();

    @Override
    public BooleanSupplier read(byte[] json, Place place) {
      String text = new String(json, StandardCharsets.UTF_8);
      return () -> hear(text + " at " + place);
    }

    @Override
    public void unreadable(Place place, String problem) {
      hear(problem + " at " + place);
    }

    @Override
    public void aside() {
      hear("aside");
    }

    private boolean hear(String what) {
      judges.add(Thread.currentThread());
      return heard.add(what);
    }
  }

  private final Heard heard = new Heard();
  private final EntriesAhead ahead = new EntriesAhead(heard);

  @Test
  void judgesInTheOrderOfTheSourceAndInOneThread() {
    List<String> expected = new ArrayList<>();
    for (int line = 1; line <= LINES; line++) {
      Place place = new Place("tests", line);
      switch (line % 5) {
        case 0 -> {
          ahead.unreadable(place, "is no JSON");
          expected.add("is no JSON at tests:" + line);
        }
        case 1 -> {
          ahead.aside();
          expected.add("aside");
        }
        default -> {
          ahead.entry(("entry " + line).getBytes(StandardCharsets.UTF_8), place);
          expected.add("entry " + line + " at tests:" + line);
        }
      }
    }
    assertNotEquals(List.of(), heard.heard, "nothing is judged before all is read");

    ahead.finish();

    assertEquals(expected, heard.heard);
    assertEquals(Set.of(Thread.currentThread()), heard.judges);
  }

  @Test
  void judgesWhatIsLeftAtTheEndOfEachSource() {
    ahead.entry(new byte[0], NOWHERE);
    assertEquals(List.of(), heard.heard);
    ahead.finish();
    assertEquals(1, heard.heard.size());
    ahead.finish();
    assertEquals(1, heard.heard.size());
  }
}
