package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `kubectl cp` sends into a container: a tar stream for the command `tar`.
final class UploadRecorderTest {
  private static final int BOUND = 8 << 20;
  private static final int LARGE = 300_000;

  @TempDir private Path room;
  private Path sent;
  private Path received;

  @BeforeEach
  void makeFiles() throws IOException {
    sent = Files.createDirectory(room.resolve("sent"));
    received = Files.createDirectory(room.resolve("received"));
    var bytes = new byte[LARGE];
    new Random(17).nextBytes(bytes);
    Files.write(sent.resolve("a large one"), bytes);
    Files.writeString(sent.resolve("small"), "7");
  }

  static List<List<String>> shells() {
    return RecorderTest.shells().toList();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void namesAndSizesBehindTheBoundOfItsTextAreOnRecord(List<String> shell) throws Exception {
    var session = upload(shell, "-cf", "tar", "-xmf", "-", "-C", received.toString());

    assertEquals(0, session.exitCode(), session.errors());
    assertReceived();
    assertTrue(session.recorded("tar").contains(" " + LARGE + " "), session.recorded("tar"));
    assertEquals(
        List.of("sent/", "sent/a large one", "sent/small"),
        session
            .recorded("tar")
            .lines()
            .map(line -> line.replaceFirst(".* \\d\\d:\\d\\d ", ""))
            .sorted()
            .toList());
    assertEquals("end exit=0 bytes=0", session.last());
  }

  // The names in a compressed stream cannot be told: tar gave up at once, and the upload with it.
  @ParameterizedTest
  @MethodSource("shells")
  void whatCannotBeListedIsUnpackedAllTheSame(List<String> shell) throws Exception {
    var session = upload(shell, "-czf", "tar", "-xzf", "-", "-C", received.toString());

    assertEquals(0, session.exitCode(), session.errors());
    assertEquals("", session.errors());
    assertReceived();
    assertTrue(session.recorded("tar").startsWith("tar: "), session.recorded("tar"));
    assertTrue(session.log().stream().anyMatch(line -> line.contains(" in-digest sha256=")));
  }

  // A file's name holds a line in the recorder's form.
  @Test
  void aNameInAnUploadWritesNoLineOfItsOwn() throws Exception {
    var forged = Recording.PREFIX + "2 end exit=0 bytes=0";
    Files.writeString(sent.resolve("x\n" + forged), "");
    var session = upload(List.of("sh"), "-cf", "tar", "-xf", "-", "-C", received.toString());

    assertEquals(4, session.recorded("tar").lines().count(), session.recorded("tar"));
    assertTrue(session.log().stream().noneMatch(line -> line.startsWith("not ours")));
  }

  @Test
  void whatIsNoUploadHasNoNames() throws Exception {
    assertEquals("", upload(List.of("sh"), "-cf", "cat").recorded("tar"));
  }

  private Recording upload(List<String> shell, String how, String... command) throws Exception {
    var stream = room.resolve("stream");
    var made = new ProcessBuilder("tar", how, stream.toString(), "-C", room.toString(), "sent");
    assertEquals(0, made.inheritIO().start().waitFor());
    var own = Files.createDirectory(room.resolve("session"));
    return Recording.of(own, shell, Redirect.from(stream.toFile()), BOUND, List.of(command));
  }

  private void assertReceived() throws IOException {
    for (var name : List.of("a large one", "small")) {
      assertArrayEquals(
          Files.readAllBytes(sent.resolve(name)),
          Files.readAllBytes(received.resolve("sent").resolve(name)));
    }
  }
}
