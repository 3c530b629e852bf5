package io.execguard.tool.report.read;

import java.io.EOFException;
import java.util.zip.ZipException;

/// What keeps a source from being read to its end, in words.
public final class Failure {
  private Failure() {}

  public static String of(Throwable problem) {
    return switch (problem) {
      case EOFException _ -> "the compressed file breaks off behind this line";
      case ZipException _ ->
          "the compressed file is damaged behind this line; what follows could not be read";
      default -> "could not be read from here on: " + problem.getMessage();
    };
  }
}
