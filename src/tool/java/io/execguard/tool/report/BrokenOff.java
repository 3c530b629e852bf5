package io.execguard.tool.report;

import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/// A report that was begun and cannot be ended.
final class BrokenOff {
  private BrokenOff() {}

  /// A file that cannot be opened is somebody's mistake; one that was opened, and then gives or
  /// takes no more, is none.
  static ToolException by(String what, IOException why) {
    String sentence = what + ": " + IoProblem.inWords(why);
    return why instanceof FileSystemException
        ? new ToolException(sentence)
        : ToolException.outOfRoom(sentence);
  }

  static ToolException forMemory() {
    return ToolException.outOfRoom(
        (Runtime.getRuntime().maxMemory() >> 20)
            + " MB of memory are not enough for this report: give it more by --memory, or report a shorter time");
  }
}
