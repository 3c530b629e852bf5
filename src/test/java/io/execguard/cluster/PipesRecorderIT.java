package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.recorder.Container;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `kubectl exec -i` and `kubectl cp` on record, through a real API server into real containers.
@Tag("recorder")
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PipesRecorderIT {
  private static final int MEGABYTE = 1 << 20;

  private final Recorded recorded;
  private final byte[] bytes = new byte[MEGABYTE];

  @TempDir private Path room;

  PipesRecorderIT(ControlPlane controlPlane) {
    recorded = new Recorded(controlPlane);
  }

  @BeforeAll
  void anyBytes() {
    new Random(17).nextBytes(bytes);
  }

  @AfterAll
  void end() {
    recorded.close();
  }

  static Stream<String> images() {
    return Stream.of("debian", "busybox");
  }

  @ParameterizedTest
  @MethodSource("images")
  void bytesPassUnchangedWithErrorsApartAndTheExitCode(String image) throws Exception {
    var pod = recorded.containers().start(image, Container.AS_IT_IS);
    var file = Files.write(room.resolve("sent"), bytes);
    try (var running =
        recorded
            .jane()
            .startReading(
                file,
                "-n",
                "production",
                "exec",
                "-i",
                pod,
                "--",
                "sh",
                "-c",
                "cat; echo wrong >&2; exit 7")) {
      var outcome = running.await();

      assertEquals(7, outcome.exitCode(), outcome.errors());
      assertArrayEquals(bytes, Files.readAllBytes(running.outputFile()));
      assertEquals("wrong\ncommand terminated with exit code 7\n", outcome.errors());
    }
    var session = recorded.lastSession();
    assertTrue(
        recorded
            .incomplete(pod, session)
            .contains("sha256=" + sha256(bytes) + " bytes=" + MEGABYTE),
        session);
    assertEquals(7, recorded.facts(pod, session).path("exit").intValue());
  }

  @ParameterizedTest
  @MethodSource("images")
  void aFileIsCopiedInOnRecordAndOutAgain(String image) throws Exception {
    var pod = recorded.containers().start(image, Container.AS_IT_IS);
    var sent = Files.write(recorded.directory().resolve("sent"), bytes);
    var before = recorded.sessions().size();
    copy(sent.getFileName().toString(), "production/" + pod + ":/dev/shm/copied");
    assertEquals(before + 1, recorded.sessions().size());
    copy("production/" + pod + ":/dev/shm/copied", "received");

    assertArrayEquals(bytes, Files.readAllBytes(recorded.directory().resolve("received")));
    var session = recorded.lastSession();
    var facts = recorded.facts(pod, session);
    // Of a stream above 64 KiB its length and digest are on record: the transcript says so.
    assertFalse(facts.path("complete").booleanValue(), facts.toString());
    assertTrue(facts.path("command").asString("").startsWith("'tar' '-xmf' '-'"), facts.toString());
    assertTrue(
        recorded
            .incomplete(pod, session)
            .lines()
            .anyMatch(line -> line.matches(".*sha256=[0-9a-f]{64} bytes=1[0-9]{6}.*")),
        () -> recorded.incomplete(pod, session));
  }

  /// An upload of more than 64 KiB was on record by its length and digest: which files it put
  /// where, nobody could tell.
  @ParameterizedTest
  @MethodSource("images")
  void theNamesAndSizesOfWhatIsCopiedInAreOnRecord(String image) throws Exception {
    var pod = recorded.containers().start(image, Container.AS_IT_IS);
    var folder = Files.createDirectories(recorded.directory().resolve("folder-" + image));
    Files.write(folder.resolve("first.bin"), bytes);
    Files.writeString(folder.resolve("it's the last"), "small");
    copy(folder.getFileName().toString(), "production/" + pod + ":/dev/shm");

    var text = recorded.incomplete(pod, recorded.lastSession());
    assertNamed(text, MEGABYTE, folder.getFileName() + "/first.bin");
    assertNamed(text, 5, folder.getFileName() + "/it's the last");
  }

  private static void assertNamed(String text, int size, String name) {
    var line = "\\[in what was sent: -rw.* " + size + " 20.* " + Pattern.quote(name) + "]";
    assertTrue(text.lines().anyMatch(one -> one.matches(line)), text);
  }

  private void copy(String from, String to) {
    var outcome = recorded.jane().run("cp", from, to);
    assertEquals(0, outcome.exitCode(), outcome.errors());
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
