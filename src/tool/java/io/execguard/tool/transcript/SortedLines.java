package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Origin;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;

/// Lines in the order of their sessions and numbers, whatever their count: sorted in pieces on
/// disk, in files that only this user can read and that are gone afterwards.
final class SortedLines implements AutoCloseable {
  /// Bytes of lines that are sorted in memory at once; with what Java puts around each it is some
  /// 64 MB. Ten million lines of 100 bytes make 64 files.
  private static final int PIECE = 16 << 20;

  /// What a line takes beside its text.
  private static final int AROUND = 64;

  private final Path directory;
  private final List<Path> files = new ArrayList<>();
  private List<Line> piece = new ArrayList<>();
  private int size;

  SortedLines() throws IOException {
    directory = Files.createTempDirectory("exec-guard-transcript-");
    directory.toFile().deleteOnExit();
  }

  void add(Line line) {
    piece.add(line);
    size += line.latin().length() + AROUND;
    if (size >= PIECE) {
      write();
    }
  }

  /// Hands over all lines in order. It may be called again.
  void each(Consumer<Line> consumer) {
    piece.sort(Line.ORDER);
    List<Run> runs = new ArrayList<>();
    try {
      PriorityQueue<Run> queue =
          new PriorityQueue<>((one, two) -> Line.ORDER.compare(one.line, two.line));
      for (Path file : files) {
        Run run = new Run(file);
        runs.add(run);
        run.next().ifPresent(queue::add);
      }
      for (Line line : piece) {
        upTo(line, queue, consumer);
        consumer.accept(line);
      }
      while (!queue.isEmpty()) {
        first(queue, consumer);
      }
    } catch (IOException e) {
      throw problem(e);
    } finally {
      runs.forEach(Run::close);
    }
  }

  private static void upTo(Line line, PriorityQueue<Run> queue, Consumer<Line> consumer)
      throws IOException {
    for (Run run = queue.peek();
        run != null && Line.ORDER.compare(run.line, line) < 0;
        run = queue.peek()) {
      first(queue, consumer);
    }
  }

  private static void first(PriorityQueue<Run> queue, Consumer<Line> consumer) throws IOException {
    Run run = queue.remove();
    consumer.accept(run.line);
    run.next().ifPresent(queue::add);
  }

  private void write() {
    piece.sort(Line.ORDER);
    try {
      Path file = Files.createTempFile(directory, "lines-", ".sorted");
      file.toFile().deleteOnExit();
      files.add(file);
      try (DataOutputStream output =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
        for (Line line : piece) {
          StoredLine.write(line, output);
        }
      }
    } catch (IOException e) {
      throw problem(e);
    }
    piece = new ArrayList<>();
    size = 0;
  }

  private UncheckedIOException problem(IOException cause) {
    return new UncheckedIOException(
        "temporary files in " + directory + " cannot be written or read", cause);
  }

  @Override
  public void close() {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /// One sorted piece, read from its begin.
  private static final class Run {
    private final DataInputStream input;
    private Line line =
        new Line(
            new UUID(0, 0),
            0,
            Kind.MISSHAPEN,
            "",
            Optional.empty(),
            false,
            false,
            Origin.of(""),
            0);

    private Run(Path file) throws IOException {
      input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    private Optional<Run> next() throws IOException {
      try {
        line = StoredLine.read(input);
        return Optional.of(this);
      } catch (EOFException _) {
        return Optional.empty();
      }
    }

    private void close() {
      try {
        input.close();
      } catch (IOException e) {
        throw new UncheckedIOException("a temporary file cannot be closed", e);
      }
    }
  }
}
