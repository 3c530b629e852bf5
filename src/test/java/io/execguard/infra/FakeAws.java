package io.execguard.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A checkout of which the scripts of `infra/` are real, and in which the tool, `aws` and `sleep`
/// are scripts of `src/test/resources/infra`.
///
/// @param checkout where the scripts are
/// @param state what the played AWS keeps
record FakeAws(Path checkout, Path state) {
  static final String FROM = "2026-09-01T00:00:00Z";
  static final String UNTIL = "2026-10-01T00:00:00Z";

  static FakeAws in(Path folder) throws IOException {
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    Path scripts = checkout.resolve("infra");
    Files.createDirectories(scripts.resolve("lib"));
    for (String script : List.of("export-evidence", "steps")) {
      Files.copy(Path.of("infra", script), scripts.resolve(script));
    }
    try (Stream<Path> library = Files.list(Path.of("infra/lib"))) {
      for (Path file : library.toList()) {
        Files.copy(file, scripts.resolve("lib").resolve(file.getFileName()));
      }
    }
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("aws", "sleep")) {
      played(program, bin);
    }
    played("exec-guard", checkout);
    return new FakeAws(checkout, Files.createDirectory(folder.resolve("state")));
  }

  private static void played(String program, Path folder) throws IOException {
    Path script = Path.of("src/test/resources/infra", program);
    Files.setPosixFilePermissions(
        Files.copy(script, folder.resolve(program)), PosixFilePermissions.fromString("rwx------"));
  }

  /// Says how AWS is to be, by a file of its state.
  FakeAws with(String file, String text) throws IOException {
    Files.writeString(state.resolve(file), text + "\n");
    return this;
  }

  FakeAws without(String file) throws IOException {
    Files.delete(state.resolve(file));
    return this;
  }

  /// `infra/export-evidence` of September, agreed to.
  ///
  /// @param more options; the last of one counts
  Ended export(String cluster, String... more) throws IOException, InterruptedException {
    return export(cluster, "--yes", more);
  }

  /// The same without a change.
  Ended dryRun(String cluster) throws IOException, InterruptedException {
    return export(cluster, "--dry-run", new String[0]);
  }

  private Ended export(String cluster, String flag, String[] more)
      throws IOException, InterruptedException {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--bucket", "evidence-eu");
    options.put("--from", FROM);
    options.put("--until", UNTIL);
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return run(
        Stream.concat(
            Stream.of("infra/export-evidence", cluster, flag),
            options.entrySet().stream()
                .flatMap(option -> Stream.of(option.getKey(), option.getValue()))));
  }

  Ended run(Stream<String> words) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("bash"), words).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(checkout.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().remove("EXEC_GUARD_SITE");
    builder.environment().put("FAKE_AWS", state.toString());
    builder
        .environment()
        .put("PATH", checkout.resolveSibling("bin") + ":" + System.getenv().get("PATH"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  /// What AWS was asked for so far that has this in it, a command each, its words with blanks
  /// between them.
  List<String> asked(String part) throws IOException {
    if (!Files.exists(state.resolve("asked"))) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(state.resolve("asked"))) {
      return lines
          .map(line -> line.replace('\037', ' '))
          .filter(line -> line.contains(part))
          .toList();
    }
  }

  String read(String file) throws IOException {
    return Files.readString(state.resolve(file));
  }

  /// How a script ended, and all that it said.
  record Ended(int code, String said) {
    void assertDone() {
      assertEquals(0, code, said);
    }

    /// One sentence, and what it has in it.
    void assertRefused(String sentence) {
      assertEquals(2, code, said);
      assertTrue(said.contains("export-evidence: ") && said.contains(sentence), said);
    }
  }
}
