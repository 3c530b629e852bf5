package io.execguard.tool.transcript;

import io.execguard.tool.terminal.ToolException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a transcript goes: to a file, or to standard output.
///
/// @param file empty for standard output
record TranscriptTarget(Optional<Path> file, PrintWriter standard) {
  /// The launcher knows whether standard output is a terminal.
  private static final String TERMINAL = "exec-guard.output-terminal";

  boolean isTerminal() {
    return file.isEmpty() && Boolean.getBoolean(TERMINAL);
  }

  void text(Consumer<PrintWriter> writing) throws IOException {
    if (file.isEmpty()) {
      write(standard, writing);
      return;
    }
    try (PrintWriter writer =
        new PrintWriter(Files.newOutputStream(file.get()), false, StandardCharsets.UTF_8)) {
      write(writer, writing);
    }
  }

  private void write(PrintWriter writer, Consumer<PrintWriter> writing) {
    writing.accept(writer);
    if (writer.checkError()) {
      throw new ToolException(
          "the transcript cannot be written: "
              + file.map(Path::toString).orElse("standard output")
              + " takes no more");
    }
  }

  void bytes(Consumer<OutputStream> writing) throws IOException {
    try (OutputStream bytes = new BufferedOutputStream(opened())) {
      writing.accept(bytes);
    }
  }

  private OutputStream opened() throws IOException {
    return file.isEmpty()
        ? new FileOutputStream(FileDescriptor.out)
        : Files.newOutputStream(file.get());
  }
}
