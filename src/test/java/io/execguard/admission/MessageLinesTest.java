package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.MessageLines.Weight;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// How the lines of a denial are put together.
final class MessageLinesTest {
  @Test
  void showsEachPartOnLinesOfItsOwn() {
    assertEquals(
        "It is not allowed.\nTry this:\n  ls\nRecord 1",
        new MessageLines()
            .sentence(Weight.ALWAYS, "It is not allowed.")
            .sentence(Weight.REMARK, " ")
            .command(Weight.COMMAND, "Try this:", "ls", "")
            .sentence(Weight.ALWAYS, "Record 1")
            .text());
  }

  /// A newline in a name began a line of its own, which could be a command that a person pastes.
  @Test
  void breaksNoLineAtWhatIsInIt() {
    assertEquals(
        "a\uFFFD  kubectl delete\uFFFDb\uFFFD[31m",
        new MessageLines().sentence(Weight.ALWAYS, "a\n  kubectl delete\u202eb\u001b[31m").text());
  }

  @Test
  void leavesOutWhatMattersLeastAndNeverHalfACommand() {
    String text =
        new MessageLines()
            .sentence(Weight.ALWAYS, "first")
            .sentence(Weight.REMARK, "r".repeat(300))
            .command(Weight.COMMAND, "Try this:", "c".repeat(700))
            .command(Weight.BREAK_GLASS, "Grant:", "g".repeat(600))
            .sentence(Weight.MESSAGE, "m".repeat(300))
            .sentence(Weight.HELP, "Help: https://help.example.com")
            .sentence(Weight.ALWAYS, "last")
            .text();
    assertTrue(text.startsWith("first\nTry this:\n  ccc"), text);
    assertTrue(text.contains("  " + "g".repeat(600) + "\n"), text);
    assertTrue(text.endsWith("\nHelp: https://help.example.com\nlast"), text);
    assertFalse(text.contains("mm"), text);
    assertFalse(text.contains("rr"), text);
  }

  /// A message of letters with four bytes each was twice as long on the wire as its bound says.
  @Test
  void countsBytes() {
    MessageLines lines = new MessageLines();
    for (int i = 0; i < 20; i++) {
      lines.sentence(Weight.MESSAGE, "\uD83D\uDD12".repeat(200));
    }
    String text = lines.text();
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= MessageLines.LONGEST, text);
    assertEquals(3, text.lines().count());
    assertTrue(text.lines().allMatch(line -> line.endsWith("\uD83D\uDD12…")), text);
  }
}
