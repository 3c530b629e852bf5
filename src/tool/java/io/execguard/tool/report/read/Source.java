package io.execguard.tool.report.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// Something to read once: a file, or standard input.
///
/// @param name how the report calls it
/// @param size in bytes; empty where nobody knows
public record Source(String name, OptionalLong size, Opening opening) {
  /// Opens the source.
  @FunctionalInterface
  public interface Opening {
    InputStream open() throws IOException;
  }
}
