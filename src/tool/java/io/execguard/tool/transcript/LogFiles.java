package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Source;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The logs that `transcript` and `report` read: files, directories with all that is in them,
/// standard input.
public final class LogFiles {
  private LogFiles() {}

  public static List<Source> of(List<String> paths) {
    return paths.stream().flatMap(LogFiles::sources).toList();
  }

  private static Stream<Source> sources(String path) {
    if (path.equals("-")) {
      return Stream.of(
          new Source(
              "standard input", OptionalLong.empty(), () -> new FilterInputStream(System.in) {}));
    }
    Path file = Path.of(path);
    if (!Files.exists(file)) {
      throw new ToolException("there is no file " + path);
    }
    try (Stream<Path> files = Files.walk(file, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found = files.filter(one -> !Files.isDirectory(one)).sorted().toList();
      if (found.isEmpty()) {
        throw new ToolException(path + " is an empty directory");
      }
      if (Files.isDirectory(file)) {
        found.forEach(LogFiles::assertEnds);
      }
      return found.stream().map(LogFiles::source);
    } catch (UncheckedIOException e) {
      throw new ToolException(
          path + " cannot be read: " + why(Objects.requireNonNull(e.getCause())));
    } catch (IOException e) {
      throw new ToolException(path + " cannot be read: " + why(e));
    }
  }

  /// A pipe that nobody fills would be waited for, for ever; named by itself it is meant.
  private static void assertEnds(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ToolException(file + " is no regular file: take it out, or name it by itself");
    }
  }

  private static String why(IOException exception) {
    return exception instanceof FileSystemLoopException loop
        ? loop.getFile() + " is a link to a directory above it"
        : IoProblem.inWords(exception);
  }

  private static Source source(Path file) {
    try {
      return new Source(
          file.toString(), OptionalLong.of(Files.size(file)), () -> Files.newInputStream(file));
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + IoProblem.inWords(e));
    }
  }
}
