package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.files.TextFile;
import io.execguard.tool.gateway.LocalGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the build writes for `./exec-guard`, and the script itself, in a checkout of its own.
@Timeout(300)
class LauncherFileWriterTest {
  private static final Path SCRIPT = Path.of("exec-guard");
  private static final Path REVIEW = Path.of("src/test/resources/reviews/exec-command.json");

  @TempDir private Path directory;
  private static final String CLASS = "target/test-classes/io/execguard/tool/ExecGuard.class";

  private Path home = Path.of("");

  @BeforeEach
  void checkOut() throws IOException {
    home = Files.createDirectories(directory.resolve("a checkout"));
    Files.createDirectories(home.resolve("src/main"));
    Files.createDirectories(home.resolve("src/tool"));
    Files.writeString(home.resolve("pom.xml"), "");
    Files.copy(SCRIPT, home.resolve("exec-guard"), StandardCopyOption.COPY_ATTRIBUTES);
    LauncherFileWriter.main(new String[] {home.resolve("target").toString()});
    Files.createDirectories(home.resolve(CLASS).getParent());
    Files.copy(Path.of(CLASS), home.resolve(CLASS));
  }

  @Test
  void buildsAgainWhereACompilerThatFailedTookTheClassesAway() throws Exception {
    // Only the launcher's own files were looked at: after a failed compile every command ended in a
    // ClassNotFoundException with exit code 1, until someone touched a source.
    Files.delete(home.resolve(CLASS));
    assertNotBuilt(checking(home), "the tool could not be built");
  }

  /// A checkout that was copied with what it had built ran the other one's tool, and one that was
  /// moved none: `Could not find or load main class`, with exit code 1.
  @Test
  void buildsAgainWhereItWasMoved() throws Exception {
    Path moved = Files.move(home, directory.resolve("moved"));
    assertNotBuilt(checking(moved), "the tool could not be built");
  }

  /// Maven spoke of toolchain definitions to somebody who had no JDK 25.
  @Test
  void namesTheJdkThatIsMissing() throws Exception {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path maven =
        Files.writeString(
            bin.resolve("mvn"),
            """
            #!/bin/sh
            echo '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-toolchains-plugin:3.2.0:select-jdk-toolchain (default) on project exec-guard: Cannot find matching toolchain definitions'
            exit 1
            """);
    assertTrue(maven.toFile().setExecutable(true));
    Files.delete(home.resolve(CLASS));
    ProcessBuilder checking = checking(home);
    checking.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
    assertNotBuilt(checking, "exec-guard: no JDK 25 was found: install one");
  }

  private static ProcessBuilder checking(Path checkout) {
    return new ProcessBuilder("/bin/sh", checkout.resolve("exec-guard").toString(), "check")
        .redirectErrorStream(true);
  }

  private static void assertNotBuilt(ProcessBuilder checking, String sentence) throws Exception {
    Process process = checking.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), printed);
    assertTrue(printed.contains(sentence), printed);
  }

  @Test
  void theScriptIsOneThatTheShellUnderstands() throws Exception {
    assertEquals("", run(directory, "sh", "-n", SCRIPT.toAbsolutePath().toString()));
  }

  @Test
  void writesTheJdkAndTheClassPath() throws IOException {
    assertTrue(
        Files.isExecutable(
            Path.of(Files.readString(home.resolve("target/exec-guard.java")).strip())));
    assertEquals(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "-classpath",
            '"' + System.getProperty("java.class.path") + '"',
            "# " + home.resolve("target")),
        Files.readAllLines(home.resolve("target/exec-guard.arguments")));
    try (var files = Files.list(home.resolve("target"))) {
      assertEquals(3, files.count(), "the two and the classes");
    }
  }

  @Test
  void replacesWhatAnotherBuildWrote() throws IOException {
    Path java = Files.writeString(home.resolve("target/exec-guard.java"), "old");
    LauncherFileWriter.main(new String[] {home.resolve("target").toString()});
    assertEquals(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        Files.readString(java).strip());
  }

  @Test
  void runsInAnotherDirectoryOnFilesOfThatDirectory() throws Exception {
    Path elsewhere = Files.createDirectories(directory.resolve("else where"));
    Files.copy(REVIEW, elsewhere.resolve("my review.json"));
    Files.copy(Path.of("policy.yaml"), home.resolve("policy.yaml"));
    Files.createDirectories(home.resolve("infra"));
    Files.copy(Path.of("infra/registration.yaml"), home.resolve("infra/registration.yaml"));
    String event =
        run(
            elsewhere,
            "../a checkout/exec-guard",
            "event",
            "my review.json",
            "--cluster",
            "demo",
            "--token",
            LocalGateway.TOKEN);
    assertEquals(TextFile.text(Path.of("events/exec-command.json")).strip(), event.strip());
  }

  @Test
  void itsDefaultFilesAreThoseOfTheCheckout() throws Exception {
    Files.copy(Sample.validPolicy("starter").file(), home.resolve("policy.yaml"));
    Files.copy(Sample.validFleet("two-clusters").file(), home.resolve("clusters.yaml"));
    String checked = run(directory, "a checkout/exec-guard", "check");
    assertTrue(checked.startsWith("a checkout/policy.yaml: 1 constraints, sha256:"), checked);
    assertTrue(checked.contains("a checkout/clusters.yaml: 2 clusters"), checked);
  }

  private static String run(Path where, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }
}
