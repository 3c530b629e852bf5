package io.execguard.tool.report.evidence;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file of a [SpillFolder].
final class SpillFile {
  private final Path folder;
  private final FileChannel file;

  SpillFile(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /// Writes at the end.
  void append(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw problem("written", e);
    }
  }

  void write(ByteBuffer bytes, long place) {
    try {
      for (long next = place; bytes.hasRemaining(); ) {
        next += file.write(bytes, next);
      }
    } catch (IOException e) {
      throw problem("written", e);
    }
  }

  /// Fills a buffer.
  void read(ByteBuffer bytes, long place) {
    try {
      for (long next = place; bytes.hasRemaining(); ) {
        int read = file.read(bytes, next);
        if (read < 0) {
          throw new EOFException("it is shorter than what was written");
        }
        next += read;
      }
    } catch (IOException e) {
      throw problem("read", e);
    }
  }

  /// What is written and does not change, as the system's memory holds it.
  ShortBuffer shorts(long place, long bytes) {
    try {
      return file.map(FileChannel.MapMode.READ_ONLY, place, bytes).asShortBuffer();
    } catch (IOException e) {
      throw problem("read", e);
    }
  }

  /// From the begin on; closing it closes nothing.
  InputStream input() {
    try {
      return new FilterInputStream(Channels.newInputStream(file.position(0))) {
        @Override
        public void close() {
          // The file is read again.
        }
      };
    } catch (IOException e) {
      throw problem("read", e);
    }
  }

  private UncheckedIOException problem(String done, IOException cause) {
    return new UncheckedIOException("a temporary file in " + folder + " cannot be " + done, cause);
  }

  void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw problem("closed", e);
    }
  }
}
