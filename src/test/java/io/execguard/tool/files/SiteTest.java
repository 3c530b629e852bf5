package io.execguard.tool.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.files.Site.Found;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which site a command takes.
class SiteTest {
  @TempDir private Path directory;

  @Test
  void theOptionComesBeforeTheEnvironmentAndThatBeforeTheFoldersAbove() throws IOException {
    Path option = site("option");
    Path environment = site("environment");
    Path above = site("above");
    Path here = Files.createDirectories(above.resolve("policy-tests/reviews"));
    assertEquals(
        new Site(option, Found.OPTION),
        Site.find(Optional.of(option), Optional.of(environment.toString()), here));
    assertEquals(
        new Site(environment, Found.ENVIRONMENT),
        Site.find(Optional.empty(), Optional.of(environment.toString()), here));
    assertEquals(new Site(above, Found.ABOVE), Site.find(Optional.empty(), Optional.empty(), here));
  }

  @Test
  void theNearestFolderAboveCounts() throws IOException {
    Path outer = site("outer");
    Path inner = site("outer/inner");
    assertEquals(
        inner, Site.find(Optional.empty(), Optional.empty(), inner.resolve("gone")).folder());
    assertEquals(outer, Site.find(Optional.empty(), Optional.empty(), outer).folder());
  }

  @Test
  void withoutASiteItIsTheShippedExample() {
    Site site = Site.find(Optional.empty(), Optional.empty(), directory);
    assertEquals(Found.SHIPPED, site.found());
    assertEquals(Path.of("policy.yaml"), site.file(Site.POLICY));
  }

  /// A site that was moved or mistyped: the shipped example in its place would deny other sessions,
  /// and nobody would know.
  @Test
  void aFolderThatIsNamedAndIsNoSiteIsRefused() {
    Path moved = directory.resolve("moved");
    for (Runnable find :
        new Runnable[] {
          () -> Site.find(Optional.of(moved), Optional.empty(), directory),
          () -> Site.find(Optional.empty(), Optional.of(moved.toString()), directory)
        }) {
      String sentence = assertThrows(ToolException.class, find::run).sentences().getFirst();
      assertTrue(sentence.contains(moved + " is no site"), sentence);
      assertTrue(sentence.contains("exec-guard init " + moved), sentence);
    }
  }

  private Path site(String name) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    Files.writeString(folder.resolve(Site.MARK), "format: 1\n");
    return folder;
  }
}
