package io.execguard.tool.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// What went wrong with a file.
public final class IoProblem {
  private IoProblem() {}

  /// In words: the JDK's own message is often the file's name and nothing else.
  public static String inWords(IOException exception) {
    return switch (exception) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException e -> e.getFile() + " is a file, not a directory";
      case NoSuchFileException e -> "there is no " + e.getFile();
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(exception.getMessage());
    };
  }
}
