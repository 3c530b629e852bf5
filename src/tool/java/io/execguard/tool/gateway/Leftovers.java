package io.execguard.tool.gateway;

import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Files that go when the command ends.
final class Leftovers implements AutoCloseable {
  private final Queue<Path> files = new ConcurrentLinkedQueue<>();

  Path file(String prefix, String suffix) {
    try {
      Path file = Files.createTempFile(prefix, suffix);
      files.add(file);
      return file;
    } catch (IOException e) {
      throw new Trouble("no temporary file can be made: " + IoProblem.inWords(e));
    }
  }

  @Override
  public void close() {
    for (Path file = files.poll(); file != null; file = files.poll()) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
