package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  @TempDir Path folder;

  /// The API server began a new audit log at 100 MB, in the middle of a test that read from an
  /// offset in the old one, and all that the test said was EOFException.
  @Test
  void aFileThatWasBegunAnewIsToldAsThat() throws IOException {
    var file = Files.writeString(folder.resolve("audit.log"), "{\"stage\":\"RequestReceived\"}\n");
    var journal = new Journal(file, 0).fromNow();
    Files.writeString(file, "{}\n");

    var problem = assertThrows(IllegalStateException.class, journal::entries);

    assertEquals(
        "%s is shorter than the 28 bytes that were there: its writer began a new one"
            .formatted(file),
        problem.getMessage());
  }

  @Test
  void whatIsOnItsWayIsReadWhenItsLineIsWhole() throws IOException {
    var file = Files.writeString(folder.resolve("audit.log"), "{\"a\":1}\n{\"b\":");
    var journal = new Journal(file, 0);

    assertEquals(1, journal.entries().size());
    Files.writeString(file, "{\"a\":1}\n{\"b\":2}\n");
    assertEquals(2, journal.entries().size());
  }
}
