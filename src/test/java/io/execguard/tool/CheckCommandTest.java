package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.Mask;
import io.execguard.configuration.Configuration;
import io.execguard.json.Digest;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.IoProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  private static final String POLICY = Sample.validPolicy("every-key").file().toString();
  private static final String FLEET = Sample.validFleet("two-clusters").file().toString();

  @TempDir private Path directory;

  static Stream<Sample> invalid() {
    return Sample.invalid();
  }

  static Stream<Sample> valid() {
    return Sample.valid();
  }

  @ParameterizedTest
  @MethodSource
  void invalid(Sample sample) {
    String[] expected = sample.expected();
    assertNotEquals(0, expected.length, sample + " does not tell what it expects");
    sample.check().assertMistake(expected);
  }

  @ParameterizedTest
  @MethodSource
  void valid(Sample sample) {
    sample.check().assertDone();
  }

  @Test
  void tellsWhatItChecked() {
    CommandRun run = CommandRun.of("check", "--policy", POLICY, "--clusters", FLEET);
    run.assertDone();
    assertEquals(2, run.lines().size());
    assertTrue(run.lines().getFirst().startsWith(POLICY + ": 3 constraints, sha256:"), run.out());
    assertEquals(FLEET + ": 2 clusters", run.lines().getLast());
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    checkPolicy(write("")).assertMistake(directory.resolve("policy.yaml") + " is empty");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    byte[] latin = "constraints: [] # f\u00fcr".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(directory.resolve("policy.yaml"), latin);
    checkPolicy(file).assertMistake(file + " is not UTF-8 text");
    checkFleet(file).assertMistake(file + " is not UTF-8 text");
  }

  @Test
  void refusesAFileWithANul() throws IOException {
    Path file = write("constraints: []\n\0");
    CommandRun run = checkPolicy(file);
    run.assertMistake(run.err().strip().replaceFirst("exec-guard: ", ""));
    assertTrue(run.err().startsWith("exec-guard: " + file + " is no YAML: "), run.err());
  }

  @Test
  void refusesAMissingFile() {
    Path file = directory.resolve("nowhere.yaml");
    checkPolicy(file).assertMistake("there is no file " + file);
    checkFleet(file).assertMistake("there is no file " + file);
  }

  @Test
  void refusesADirectory() {
    checkPolicy(directory).assertMistake(directory + " is a directory, not a file");
    checkFleet(directory).assertMistake(directory + " is a directory, not a file");
  }

  /// The JDK's message for such a file is its name alone: "policy.yaml cannot be read:
  /// policy.yaml". Or it says the name twice.
  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Path below = write("constraints: []").resolve("child.yaml");
    checkPolicy(below).assertMistake(below + " cannot be read: Not a directory");
    assertEquals("permission denied", IoProblem.inWords(new AccessDeniedException("policy.yaml")));
  }

  /// A file without an end filled the memory, and the OutOfMemoryError came with its stack. Now it
  /// is read as far as any real file goes.
  @Test
  void refusesAFileWithoutAnEnd() {
    checkPolicy(Path.of("/dev/zero")).assertMistake("/dev/zero is larger than 64 MB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"every-key", "no-constraints", "longest-of-each", "nulls-are-absent"})
  void whatItWritesIsReadAgain(String name) {
    check(Sample.validPolicy(name).file(), directory).assertDone();
    Configuration written = Configuration.load(this::open, Mask::new);
    assertEquals(ConfigurationFiles.policy(Sample.validPolicy(name).file()), written.policy());
    assertEquals(ConfigurationFiles.fleet(Path.of(FLEET)), written.fleet());
    assertEquals("sha256:" + Digest.hex(written.policyJson()), written.policyDigest());
  }

  @Test
  void writesRolesThatAreReadAgain() {
    Path fleet = Sample.validFleet("roles").file();
    CommandRun.of(
            "check",
            "--policy",
            Sample.validPolicy("starter").file().toString(),
            "--clusters",
            fleet.toString(),
            "--write",
            directory.toString())
        .assertDone();
    assertEquals(
        ConfigurationFiles.fleet(fleet), Configuration.load(this::open, Mask::new).fleet());
  }

  @Test
  void writesTheSameBytesEachTime() throws IOException {
    Path other = directory.resolve("other");
    check(Path.of(POLICY), directory).assertDone();
    check(Path.of(POLICY), other).assertDone();
    for (String name : List.of(Configuration.POLICY, Configuration.CLUSTERS)) {
      for (String suffix : List.of("", Configuration.DIGEST)) {
        assertArrayEquals(
            Files.readAllBytes(directory.resolve(name + suffix)),
            Files.readAllBytes(other.resolve(name + suffix)));
      }
    }
  }

  @Test
  void whatItWritesFitsTheSchemas() {
    check(Path.of(POLICY), directory).assertDone();
    assertEquals(
        List.of(),
        JsonSchema.of("policy").mistakes(TextFile.text(directory.resolve(Configuration.POLICY))));
    assertEquals(
        List.of(),
        JsonSchema.of("clusters")
            .mistakes(TextFile.text(directory.resolve(Configuration.CLUSTERS))));
  }

  @Test
  void writesNothingWhenSomethingIsWrong() throws IOException {
    Path classes = directory.resolve("classes");
    check(Sample.invalid(Sample.POLICIES, "name-twice").file(), classes);
    assertEquals(false, Files.exists(classes));
  }

  @Test
  void refusesAPolicyThatTheFunctionCouldNotLoad() throws IOException {
    StringBuilder policy = new StringBuilder("constraints:\n");
    for (int i = 0; i < 2000; i++) {
      policy
          .append("- {name: c")
          .append(i)
          .append(", message: ")
          .append("m".repeat(250))
          .append("}\n");
    }
    Path classes = directory.resolve("classes");
    CommandRun run = check(write(policy.toString()), classes);
    assertTrue(
        run.err().matches("exec-guard: policy\\.json would have [0-9]+ bytes; 524288 fit\\R"),
        run.err());
    assertEquals(ExitCodes.MISTAKE, run.code());
  }

  /// What cannot be written to was named twice and never explained: "FILE cannot be written:
  /// DIRECTORY".
  @Test
  void saysWhyItCannotWrite() throws IOException {
    Path inTheWay = Files.writeString(directory.resolve("exec-guard"), "");
    check(Path.of(POLICY), directory)
        .assertMistake(
            directory.resolve(Configuration.POLICY)
                + " cannot be written: "
                + inTheWay
                + " is a file, not a directory");
  }

  private CommandRun check(Path policy, Path classes) {
    return CommandRun.of(
        "check", "--policy", policy.toString(), "--clusters", FLEET, "--write", classes.toString());
  }

  private static CommandRun checkPolicy(Path policy) {
    return CommandRun.of("check", "--policy", policy.toString(), "--clusters", FLEET);
  }

  private static CommandRun checkFleet(Path fleet) {
    return CommandRun.of("check", "--policy", POLICY, "--clusters", fleet.toString());
  }

  private Path write(String policy) throws IOException {
    return Files.writeString(directory.resolve("policy.yaml"), policy);
  }

  private InputStream open(String name) {
    try {
      return Files.newInputStream(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
