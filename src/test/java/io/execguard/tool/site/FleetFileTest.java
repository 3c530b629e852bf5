package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.configuration.Cluster;
import io.execguard.tool.CommandRun;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the file is written, whatever the edit.
class FleetFileTest {
  @TempDir private Path directory;
  private FleetFolder folder = new FleetFolder(Path.of(""));

  @BeforeEach
  void writeFleet() {
    folder = new FleetFolder(directory).with("clusters: []\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw-------"})
  void permissionsStay(String permissions) throws IOException {
    Files.setPosixFilePermissions(folder.clusters(), PosixFilePermissions.fromString(permissions));
    folder.add("new", "b").assertDone();
    assertEquals(
        permissions,
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.clusters())));
  }

  @Test
  void linksStay() throws IOException {
    Path target = Files.createDirectory(directory.resolve("far")).resolve("fleet.yaml");
    Files.move(folder.clusters(), target);
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("far/fleet.yaml"));
    Files.createSymbolicLink(folder.clusters(), link);
    folder.add("new", "b").assertDone();
    assertTrue(Files.isSymbolicLink(folder.clusters()) && Files.isSymbolicLink(link));
    assertTrue(Files.readString(target).contains("id: new"));
  }

  @Test
  void nothingIsLeftBeside() {
    folder.add("new", "b").assertDone();
    assertEquals(List.of("b.token", "clusters.yaml"), folder.files());
  }

  @ParameterizedTest
  @ValueSource(strings = {"clusters: []\n", "clusters: [", "clusters:\n", "fleet: []"})
  void anEditThatComesToSomethingElseIsNotWritten(String edited) {
    FleetFile file = FleetFile.read(folder.clusters());
    Cluster cluster =
        new Cluster(
            "new", "p", "eu-central-1", Optional.empty(), List.of(FleetFolder.hashed("<b>")));
    ToolException trouble =
        assertThrows(ToolException.class, () -> file.write(edited, List.of(cluster)));
    String sentence = trouble.sentences().getFirst();
    assertTrue(
        sentence.startsWith(
            "the edit of " + folder.clusters() + " would not come to what is meant"),
        sentence);
    assertTrue(sentence.endsWith("; nothing is written, edit it by hand"), sentence);
    assertEquals("clusters: []\n", folder.text());
  }

  @Test
  void whatSomebodyElseWroteMeanwhileStays() {
    FleetFile file = FleetFile.read(folder.clusters());
    folder.with("clusters: [] # mine\n");
    ToolException trouble =
        assertThrows(ToolException.class, () -> file.write("clusters: [] # yours\n", List.of()));
    assertEquals(
        folder.clusters()
            + " was changed by somebody else in the meantime; nothing is written, try again",
        trouble.getMessage());
    assertEquals("clusters: [] # mine\n", folder.text());
  }

  @Test
  void saysThatThereIsNoFile() throws IOException {
    Files.delete(folder.clusters());
    folder.add("new", "b").assertMistake("there is no file " + folder.clusters());
    assertEquals(List.of("b.token"), folder.files());
  }

  @Test
  void editsNothingButFiles() {
    CommandRun.of("fleet", "list", "--clusters", directory.toString())
        .assertMistake(directory + " is a directory, not a file");
    ToolException trouble =
        assertThrows(
            ToolException.class, () -> TextFile.replace(Path.of("/dev/null"), new byte[] {'x'}));
    assertEquals(
        "/dev/null is no regular file, and nothing else can be edited", trouble.getMessage());
  }

  @Test
  @Timeout(60)
  void aFleetOfAThousandClustersIsEditedInSeconds() {
    StringBuilder fleet = new StringBuilder("clusters:\n");
    for (int i = 0; i < 1_000; i++) {
      fleet.append(
          "- {id: c%1$d, name: p, region: eu-central-1, tokens: [\"sha256:%1$064x\"]}\n"
              .formatted(i));
    }
    folder.with(fleet.toString()).add("new", "b").assertDone();
    folder.tokens("c999", "a").assertDone();
    folder.remove("c0").assertDone();
    assertEquals(1_000, ConfigurationFiles.fleet(folder.clusters()).clusters().size());
  }
}
