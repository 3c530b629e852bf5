package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextEditTest {
  @Test
  void leavesEveryCharacterOutsideAsItIs() {
    assertEquals("a\tB\r\nc d", TextEdit.apply("a\tb\r\nc d", List.of(new TextEdit(2, 3, "B"))));
    assertEquals("abc", TextEdit.apply("abc", List.of()));
  }

  /// Offsets are those of the text as it was, whatever an edit before it has made longer.
  @Test
  void makesEditsByTheirPlacesWhateverTheirOrder() {
    List<TextEdit> edits =
        List.of(TextEdit.insert(6, "!"), TextEdit.delete(3, 4), new TextEdit(0, 1, "long"));
    assertEquals("longbcef!", TextEdit.apply("abcdef", edits));
    assertEquals("longbcef!", TextEdit.apply("abcdef", edits.reversed()));
  }

  @Test
  void makesEditsOfOnePlaceInTheirOrder() {
    assertEquals(
        "a12b", TextEdit.apply("ab", List.of(TextEdit.insert(1, "1"), TextEdit.insert(1, "2"))));
  }
}
