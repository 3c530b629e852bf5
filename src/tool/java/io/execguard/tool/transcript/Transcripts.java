package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The recorded sessions that some logs hold: all of them, or one. Lines are sorted on disk, so
/// that memory is bounded whatever the logs hold.
public final class Transcripts implements AutoCloseable {
  /// Rows of one session that are shown: some thousand pages.
  public static final long ROWS = 1_000_000;

  private final SortedLines lines;
  private final LogReader reader;
  private final List<Problem> unreadable = new ArrayList<>();
  private long count;

  private Transcripts(SortedLines lines, Optional<UUID> session) {
    this.lines = lines;
    reader =
        new LogReader(
            line -> {
              if (session.isEmpty() || session.get().equals(line.session())) {
                lines.add(line);
                count++;
              }
            });
  }

  /// Of no log so far.
  static Transcripts none() {
    return of(List.of(), Optional.empty());
  }

  /// Reads logs to their end.
  ///
  /// @param session the only one that counts; empty for all
  /// @throws UncheckedIOException where a source cannot be opened, or the disk is full
  public static Transcripts of(List<Source> sources, Optional<UUID> session) {
    try {
      Transcripts transcripts = new Transcripts(new SortedLines(), session);
      sources.forEach(transcripts::read);
      return transcripts;
    } catch (IOException e) {
      throw new UncheckedIOException("temporary files cannot be made", e);
    }
  }

  /// Reads one log more.
  ///
  /// @return what keeps it from being read whole
  Optional<String> read(InputStream input, String source) {
    return reader.read(input, source);
  }

  /// Lines of transcripts so far.
  long count() {
    return count;
  }

  private void read(Source source) {
    try (InputStream input = source.opening().open()) {
      read(input, source.name())
          .ifPresent(
              problem ->
                  unreadable.add(
                      new Problem(
                          Flaw.UNREADABLE, 1, source.name() + " was not read whole: " + problem)));
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(source.name() + " cannot be read", e);
    }
  }

  /// What of the logs could not be read.
  public List<Problem> unreadable() {
    return List.copyOf(unreadable);
  }

  /// Hands over what is known of each session, in the order of their ids.
  public void each(Consumer<Summary> consumer) {
    Judging judging = new Judging(consumer);
    lines.each(judging::add);
    judging.end();
  }

  /// What is known of one session; empty where no log has a line of it.
  public Optional<Summary> summary(UUID session) {
    List<Summary> found = new ArrayList<>();
    each(
        summary -> {
          if (summary.session().equals(session)) {
            found.add(summary);
          }
        });
    return found.stream().findFirst();
  }

  /// All sessions.
  public SessionList list() {
    SessionList list = new SessionList();
    each(list::add);
    return list;
  }

  /// Writes what a session showed.
  ///
  /// @param size of the terminal; empty for the one that the session seems to have had
  public void write(Summary summary, Optional<Size> size, Way way, PrintWriter out) {
    int columns = size.map(Size::columns).orElse(summary.columns());
    int rows = size.map(Size::rows).orElse(summary.rows());
    switch (way) {
      case TEXT -> write(summary, columns, rows, new TextForm(out));
      case HTML -> write(summary, columns, rows, new HtmlForm(out));
      case JSON -> write(summary, columns, rows, new JsonForm(out));
      case ASCIICAST -> {
        Asciicast cast = new Asciicast(summary, out);
        cast.begin(summary, columns, rows);
        lines(summary.session(), cast::add);
      }
    }
  }

  /// How a session is written down.
  public enum Way {
    TEXT,
    HTML,
    JSON,
    ASCIICAST
  }

  private void write(Summary summary, int columns, int rows, Form form) {
    form.begin(summary);
    Playback playback = new Playback(summary, columns, rows, new Limited(form, ROWS));
    lines(summary.session(), playback::add);
    playback.end();
    form.end();
  }

  /// Writes the session's output as it was recorded: escapes of any kind, for a file.
  public void raw(UUID session, OutputStream out) {
    lines(session, line -> raw(line, out));
  }

  private static void raw(Line line, OutputStream out) {
    try {
      if (line.kind() == Kind.OUT || line.kind() == Kind.OUT_PART) {
        out.write(line.text());
      }
      if (line.kind() == Kind.OUT) {
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the transcript cannot be written", e);
    }
  }

  /// All lines in the order of their sessions and numbers.
  void lines(Consumer<Line> consumer) {
    lines.each(consumer);
  }

  /// The lines that count of one session, in order.
  private void lines(UUID session, Consumer<Line> consumer) {
    Judge judge = new Judge(session);
    lines.each(
        line -> {
          if (line.session().equals(session) && judge.add(line)) {
            consumer.accept(line);
          }
        });
  }

  @Override
  public void close() {
    lines.close();
  }
}
