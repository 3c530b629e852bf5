package io.execguard.tool.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.execguard.tool.terminal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTest {
  @TempDir private Path directory;

  /// Of two that added a cluster at once, each between the other's look and its own change, one
  /// lost its cluster without a word.
  @Test
  void theSecondIsToldAndTheFirstKeepsIt() {
    Path mark = directory.resolve(".clusters.yaml.lock");
    try (Turn _ = Turn.take(mark, "is changing clusters.yaml")) {
      ToolException second =
          assertThrows(
              ToolException.class, () -> Turn.take(mark, "is changing clusters.yaml").close());
      assertEquals(
          "another exec-guard is changing clusters.yaml; where none does any more, delete " + mark,
          second.getMessage());
    }
    assertFalse(Files.exists(mark));
    Turn.take(mark, "is changing clusters.yaml").close();
  }

  @Test
  void aFolderThatTakesNoFileIsNamed() {
    Path mark = directory.resolve("nowhere/mark");
    ToolException trouble = assertThrows(ToolException.class, () -> Turn.take(mark, "waits"));
    assertEquals(mark + " cannot be written: there is no " + mark, trouble.getMessage());
  }
}
