package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Access;
import io.execguard.policy.NodeAccess;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which commands a record holds whole.
final class RecordedCommandsTest {
  /// 24 KiB of JSON: quotes and a comma around each argument are of it, and six bytes of an escape.
  @Test
  void holdsACommandOfItsShareAndNotOneByteMore() {
    int share = RecordedCommands.LONGEST - 3;
    assertTrue(RecordedCommands.holds(exec("a".repeat(share))));
    assertFalse(RecordedCommands.holds(exec("a".repeat(share + 1))));
    assertTrue(RecordedCommands.holds(exec("\u202e".repeat(share / 6))));
    assertFalse(RecordedCommands.holds(exec("\u202e".repeat(share / 6 + 1))));
    assertTrue(
        RecordedCommands.holds(
            new Access.Exec(
                false, false, Collections.nCopies(RecordedCommands.LONGEST / 3, ""), "app")));
  }

  @Test
  void holdsTheCommandsOfAddedContainersTogether() {
    String half = "a".repeat(RecordedCommands.LONGEST / 2 - 20);
    assertTrue(RecordedCommands.holds(debug(container("a", half), container("b", half))));
    assertFalse(RecordedCommands.holds(debug(container("a", half), container("b", half + half))));
  }

  /// Commands stand in a record by their containers' names: of two with one name the second would
  /// take the first's place, and the first run unrecorded.
  @Test
  void holdsNoTwoContainersOfOneName() {
    assertFalse(RecordedCommands.holds(debug(container("a", "sh"), container("a", "ls"))));
  }

  @Test
  void countsTheCharactersOfWhatItHolds() {
    assertEquals(
        5, RecordedCommands.characters(exec("ls").with(List.of("ls", "\uD83D\uDE00", "x"))));
    assertEquals(3, RecordedCommands.characters(debug(container("a", "sh"))));
    assertEquals(0, RecordedCommands.characters(new Access.PortForward()));
  }

  private static Access.Exec exec(String command) {
    return new Access.Exec(false, false, List.of(command), "");
  }

  private static Access debug(Access.Container... added) {
    return new Access.Debug(List.of(added), NodeAccess.NONE);
  }

  private static Access.Container container(String name, String command) {
    return new Access.Container(name, false, false, List.of(command), List.of());
  }
}
