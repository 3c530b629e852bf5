package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scripts at the top of the repository, as people have them: links in a folder of the PATH.
final class LauncherTest {
  @TempDir private Path directory;

  /// The launcher looked for the project beside the link, and built a tool in the folder of the
  /// PATH.
  @Test
  void worksThroughLinksOfEitherKind() throws IOException, InterruptedException {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Files.createSymbolicLink(tools.resolve("exec-guard"), Path.of("exec-guard").toAbsolutePath());
    Path link = Files.createSymbolicLink(bin.resolve("eg"), Path.of("../tools/exec-guard"));
    assertTrue(said(link, "--version").startsWith("exec-guard "));
  }

  @Test
  void asKubectlGuardItIsTheVerbOfTheSameName() throws IOException, InterruptedException {
    Path link =
        Files.createSymbolicLink(
            directory.resolve("kubectl-guard"), Path.of("kubectl-guard").toAbsolutePath());
    String help = said(link, "why", "--help");
    assertTrue(help.startsWith("Usage: kubectl guard why "), help);
  }

  /// `--memory` behind an option of every command was seen by nobody. A size that Java cannot have
  /// ended with its exit code 1, which means that something was found, and with Java's words.
  @ParameterizedTest
  @CsvSource({
    "report, -Xmx512m",
    "report --memory 4G, -Xmx4G",
    "report --memory=700m, -Xmx700m",
    "--site a report --memory 4G, -Xmx4G",
    "report --memory, -Xmx512m",
    "report --memory 0G, -Xmx512m",
    "report --memory 00M, -Xmx512m",
    "report --memory 999999G, -Xmx512m",
    "check --memory 4G, ''"
  })
  void theReportHasTheMemoryThatIsSaidOfIt(String arguments, String memory)
      throws IOException, InterruptedException {
    Path java = Files.createDirectories(directory.resolve("runtime/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Path launcher = Files.copy(Path.of("src/dist/exec-guard"), directory.resolve("exec-guard"));
    for (Path script : List.of(java, launcher)) {
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertEquals(
        memory,
        said(launcher, arguments.split(" "))
            .lines()
            .filter(word -> word.startsWith("-Xmx"))
            .collect(Collectors.joining(" ")));
  }

  private String said(Path program, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(List.of(arguments));
    Process process =
        builder
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
