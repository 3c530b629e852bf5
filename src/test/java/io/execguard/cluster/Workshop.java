package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A platform team's checkout of the project: a copy, so that tests change the policy and the fleet
/// without touching ours, and the environment in which the team's commands run.
record Workshop(Path folder, Supervisor supervisor, Map<String, String> environment)
    implements AutoCloseable {
  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".aws-sam");

  /// The longest, a build from nothing, takes one processor a minute, and may have a tenth of one.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  static Workshop copy(Binaries binaries, Map<String, String> environment) {
    try {
      Supervisor supervisor = Supervisor.start(binaries.supervise());
      Path folder = supervisor.directory().resolve("project");
      copy(Path.of("").toAbsolutePath(), folder);
      return new Workshop(folder, supervisor, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_OURS.contains(String.valueOf(directory.getFileName()))
                && directory.getParent() != null
                && directory.getParent().equals(from)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Runs a command of the team's to its end.
  Outcome run(String... command) {
    return run(Stream.of(command).toList());
  }

  Outcome run(List<String> command) {
    try {
      Path output = Files.createTempFile(supervisor.directory(), "run-", ".output");
      Path errors = Files.createTempFile(supervisor.directory(), "run-", ".errors");
      ProcessBuilder builder = supervisor.command(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      Process process =
          builder
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(PATIENCE)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            command + " has not ended: " + Files.readString(output) + Files.readString(errors));
      }
      return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The same, which has to go well.
  ///
  /// @throws AssertionError where it does not, with its words
  String done(String... command) {
    Outcome outcome = run(command);
    if (outcome.exitCode() != 0) {
      throw new AssertionError(List.of(command) + ": " + outcome);
    }
    return outcome.output();
  }

  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      supervisor.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
