package io.execguard.tool.review;

import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The events and reviews that a command line names. The expectations beside them are none.
final class ReplayFiles {
  private ReplayFiles() {}

  /// Finds them.
  ///
  /// @param paths at least one; of a directory all of its `*.json` files
  /// @throws ToolException where there is nothing to replay
  static List<Path> of(List<Path> paths) {
    List<Path> files =
        paths.stream()
            .flatMap(path -> Files.isDirectory(path) ? events(path).stream() : Stream.of(path))
            .filter(file -> !isExpectation(file))
            .toList();
    if (files.isEmpty()) {
      throw new ToolException(paths.getFirst() + " is an expectation; name the event beside it");
    }
    return files;
  }

  /// A shell finds them too where a person writes `events/*.json`.
  private static boolean isExpectation(Path file) {
    return file.toString().endsWith(ReplayExpectation.SUFFIX);
  }

  private static List<Path> events(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> events =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .filter(file -> !isExpectation(file))
              .sorted()
              .toList();
      if (events.isEmpty()) {
        throw new ToolException(directory + " has no events: it holds no *.json file");
      }
      return events;
    } catch (IOException e) {
      throw new ToolException(directory + " cannot be read: " + IoProblem.inWords(e));
    }
  }
}
