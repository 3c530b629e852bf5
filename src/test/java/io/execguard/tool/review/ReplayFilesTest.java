package io.execguard.tool.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files a command line means.
final class ReplayFilesTest {
  @TempDir private Path directory;

  @BeforeEach
  void aDirectoryOfEvents() throws IOException {
    for (String name : List.of("b.json", "a.json", "a.expected.json", "README.md")) {
      Files.createFile(directory.resolve(name));
    }
  }

  @Test
  void aDirectoryMeansItsEventsInTheirOrder() {
    assertEquals(
        List.of(directory.resolve("a.json"), directory.resolve("b.json")),
        ReplayFiles.of(List.of(directory)));
  }

  /// As a shell makes it of `events/*.json`.
  @Test
  void anExpectationBesideItsEventIsLeftOut() {
    assertEquals(
        List.of(directory.resolve("a.json")),
        ReplayFiles.of(List.of(directory.resolve("a.expected.json"), directory.resolve("a.json"))));
  }

  @Test
  void anExpectationAloneIsNothingToReplay() {
    Path expectation = directory.resolve("a.expected.json");
    ToolException thrown =
        assertThrows(ToolException.class, () -> ReplayFiles.of(List.of(expectation)));
    assertEquals(expectation + " is an expectation; name the event beside it", thrown.getMessage());
  }

  @Test
  void aDirectoryWithoutEventsIsNothingToReplay() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    ToolException thrown = assertThrows(ToolException.class, () -> ReplayFiles.of(List.of(empty)));
    assertEquals(empty + " has no events: it holds no *.json file", thrown.getMessage());
  }
}
