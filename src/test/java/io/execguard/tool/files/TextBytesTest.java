package io.execguard.tool.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A review in UTF-16 made `explain` say "this is a bug": Jackson reads it, and the function's
/// event holds text. What is not UTF-8 is named wherever a person gives a file.
class TextBytesTest {
  private static final String REVIEW =
      TextFile.text(Path.of("src/test/resources/reviews/exec-command.json"));

  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = directory.resolve("a.json");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, '', UTF-16",
    "UTF-16BE, '', UTF-16",
    "UTF-16LE, \uFEFF, UTF-16",
    "UTF-16BE, \uFEFF, UTF-16",
    "UTF-32LE, '', UTF-32",
    "UTF-32BE, '', UTF-32",
    "UTF-32LE, \uFEFF, UTF-32",
    "UTF-32BE, \uFEFF, UTF-32",
  })
  void namesWideEncodings(String charset, String mark, String name) throws IOException {
    write((mark + REVIEW).getBytes(Charset.forName(charset)));
    assertRefused("is " + name + " text; save it as UTF-8");
    write((mark + "{\"a\": \"\u65e5\u672c\"}").getBytes(Charset.forName(charset)));
    assertRefused("is " + name + " text; save it as UTF-8");
  }

  @Test
  void namesWhatIsNoTextAtAll() throws IOException {
    write(REVIEW.replace("/var/log", "/h\u00f4tel").getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("is not UTF-8 text");
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(REVIEW.getBytes(StandardCharsets.UTF_8));
    }
    write(compressed.toByteArray());
    assertRefused("is compressed (gzip), not text; unpack it with gunzip");
    write(new byte[] {0x7F, 'E', 'L', 'F', 0, 0, 1});
    assertRefused("is not text: it holds zero bytes");
    write(new byte[] {0});
    assertRefused("is not text: it holds zero bytes");
    Files.delete(file);
    Files.createDirectory(file);
    assertRefused("is a directory, not a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "replay", "event"})
  void theMarkOfUtf8IsNoPartOfTheText(String command) throws IOException {
    write(("\uFEFF" + REVIEW).getBytes(StandardCharsets.UTF_8));
    CommandRun run =
        command.equals("event")
            ? CommandRun.of("event", file.toString(), "--cluster", "a", "--token", "t")
            : CommandRun.of(command, file.toString());
    run.assertDone();
    assertTrue(!run.out().contains("\uFEFF"), run.out());
  }

  @Test
  void aMarkedPolicyIsReadToo() throws IOException {
    Path policy = directory.resolve("policy.yaml");
    Files.writeString(policy, "\uFEFF" + TextFile.text(Path.of("policy.yaml")));
    assertEquals(0, CommandRun.of("check", "--policy", policy.toString()).code());
  }

  private void write(byte[] content) throws IOException {
    Files.write(file, content);
  }

  private void assertRefused(String problem) throws IOException {
    CommandRun.of("explain", file.toString()).assertMistake(file + " " + problem);
    if (Files.isRegularFile(file)) {
      CommandRun.of("replay", file.toString()).assertMistake(file + " " + problem);
    }
    CommandRun.of("event", file.toString(), "--cluster", "a", "--token", "t")
        .assertMistake(file + " " + problem);
    Path tests = directory.resolve("a.test.yaml");
    Files.writeString(
        tests,
        """
        cases:
        - name: one
          review: a.json
          namespace: {labels: {}}
          expect: {decision: allow}
        """);
    CommandRun.of("test", tests.toString())
        .assertMistake(tests + ":3: cases[0].review cannot be used: " + file + " " + problem);
  }
}
