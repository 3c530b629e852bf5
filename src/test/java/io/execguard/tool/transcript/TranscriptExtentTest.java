package io.execguard.tool.transcript;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The size of the terminal that a transcript is shown on.
final class TranscriptExtentTest {
  private static final String LONG = "a".repeat(100) + "b".repeat(20);

  @TempDir private Path directory;

  /// A line of 120 characters was broken at 80 on a screen of 132, although the session's first
  /// line says its size, as `stty` has it: rows first.
  @Test
  void isWhatTheFirstLineSays() throws IOException {
    assertTrue(shown("yes size=40x132").contains("\n" + LONG + "\n"), shown("yes size=40x132"));
    assertTrue(shown("yes").contains("\n" + LONG.substring(0, 80) + "\n"), shown("yes"));
  }

  /// The window was made larger meanwhile.
  @Test
  void isLargerWhereTheSessionWroteBeyondIt() throws IOException {
    String shown = shown("yes size=24x80", "\u001b[30;125HX\r");
    assertTrue(shown.contains("\n" + LONG + "    X\n"), shown);
  }

  @Test
  void isGuessedWhereTheWordIsNone() throws IOException {
    for (String size : new String[] {"", "0x0", "9999x9999", "wide"}) {
      String shown = shown("yes size=" + size);
      assertTrue(shown.contains("\n" + LONG.substring(0, 80) + "\n"), shown);
    }
  }

  private String shown(String terminal, String... before) throws IOException {
    Recording session = new Recording(Recording.SESSION).begin(terminal, "script", "'bash'");
    for (String text : before) {
      session.part(text);
    }
    return TranscriptRun.of(directory, session.out(LONG + "\r").end(0).log()).out();
  }
}
