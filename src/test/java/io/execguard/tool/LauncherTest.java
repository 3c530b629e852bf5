package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
