package io.execguard.tool.files;

import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// That one process at a time changes something: a file that is there meanwhile, and goes with
/// whoever is stopped. One that is killed leaves it, and the next is told what to do.
///
/// @param mark absolute
public record Turn(Path mark, Thread atExit) implements AutoCloseable {

  /// The turn of whoever comes first.
  ///
  /// @param what is being done, for whoever comes second
  /// @throws ToolException for whoever comes second
  public static Turn take(Path mark, String what) {
    Path file = mark.toAbsolutePath();
    try {
      Files.createFile(file);
      Turn turn = new Turn(file, new Thread(() -> delete(file)));
      Runtime.getRuntime().addShutdownHook(turn.atExit);
      return turn;
    } catch (FileAlreadyExistsException _) {
      throw new ToolException(
          "another exec-guard " + what + "; where none does any more, delete " + file);
    } catch (IOException e) {
      throw new ToolException(file + " cannot be written: " + IoProblem.inWords(e));
    }
  }

  @Override
  public void close() {
    delete(mark);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // Being stopped: the hook finds nothing.
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ToolException(file + " cannot be deleted: " + IoProblem.inWords(e));
    }
  }
}
