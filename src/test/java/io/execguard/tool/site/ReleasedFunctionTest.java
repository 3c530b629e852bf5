package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A damaged or foreign function is deployed to nobody.
class ReleasedFunctionTest {
  @TempDir private Path release;

  private Path folder = Path.of("");
  private Path digests = Path.of("");

  @BeforeEach
  void release() throws IOException {
    folder = Files.createDirectories(release.resolve("function"));
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/a.jar"), "a");
    Files.writeString(folder.resolve("B.class"), "b");
    digests =
        Files.writeString(release.resolve("function.sha256"), ReleasedFunction.digests(folder));
  }

  @Test
  void isWhatTheReleaseMade() {
    assertEquals(
        List.of("B.class", "lib/a.jar"),
        List.copyOf(new ReleasedFunction(folder, digests).files().keySet()));
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Files.writeString(folder.resolve("lib/a.jar"), "A");
    assertRefused("lib/a.jar is another");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(folder.resolve("lib/a.jar"));
    assertRefused("lib/a.jar is missing");
  }

  @Test
  void aFileBesideThemIsRefused() throws IOException {
    Files.writeString(folder.resolve("lib/evil.jar"), "");
    assertRefused("lib/evil.jar is not the release's");
  }

  @Test
  void aListThatIsCutIsRefused() throws IOException {
    Files.writeString(digests, Files.readString(digests).substring(0, 70));
    String sentence = refusal();
    assertTrue(
        sentence.contains("is not the release's") || sentence.contains("is missing"), sentence);
  }

  private void assertRefused(String problem) {
    String sentence = refusal();
    assertTrue(
        sentence.startsWith("the function of this release is not as it was made: " + problem),
        sentence);
  }

  private String refusal() {
    return assertThrows(ToolException.class, () -> new ReleasedFunction(folder, digests).files())
        .sentences()
        .getFirst();
  }
}
