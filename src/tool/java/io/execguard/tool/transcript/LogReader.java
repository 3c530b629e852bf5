package io.execguard.tool.transcript;

import io.execguard.tool.report.read.BoundedLineReader;
import io.execguard.tool.report.read.DecompressedInput;
import io.execguard.tool.report.read.Failure;
import io.execguard.tool.report.read.Origin;
import io.execguard.tool.report.read.SourceReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds the lines of transcripts in one source, whatever has been put around them. Lines of a log
/// that hold none are passed over: it is the container's own log.
final class LogReader {
  /// Containers whose names are kept once, and not with each of their lines.
  private static final int MOST = 1_000;

  private final Consumer<Line> lines;
  private final LogText texts;
  private final LogJson json;
  private final Map<Origin, Origin> origins = new HashMap<>();
  private long found;

  LogReader(Consumer<Line> lines) {
    this.lines = lines;
    texts = new LogText(this::found);
    json = new LogJson(this::found, texts);
  }

  /// Reads a source to its end.
  ///
  /// @param source its name
  /// @return what keeps it from being read whole, for a person
  Optional<String> read(InputStream input, String source) {
    Around around = Around.of(source);
    try (DecompressedInput inflated = DecompressedInput.of(input)) {
      BufferedInputStream text = inflated.text();
      Optional<String> problem = Optional.empty();
      if (SourceReader.isUtf16(text)) {
        return Optional.of("it is UTF-16: save it as UTF-8");
      }
      if (SourceReader.isOneDocument(text)) {
        problem = json.document(text, around) ? problem : Optional.of("its JSON is broken");
      } else {
        lines(new BoundedLineReader(text), around);
      }
      return inflated.failure().isPresent() ? inflated.failure().map(Failure::of) : problem;
    } catch (IOException e) {
      return Optional.of(Failure.of(e));
    }
  }

  private void lines(BoundedLineReader source, Around around) throws IOException {
    for (byte[] line = source.next(); line != null; line = source.next()) {
      line(line, around);
    }
  }

  private void line(byte[] line, Around around) {
    int prefix = LineText.prefix(line, 0);
    int object = prefix < 0 ? -1 : object(line, prefix);
    if (object < 0 || !json.line(line, object, around.at(time(line, object)))) {
      texts.line(line, around);
    }
  }

  /// Where JSON begins before the prefix: at the line's begin, behind a time, or behind the fields
  /// that the AWS CLI prints as text.
  private static int object(byte[] line, int prefix) {
    for (int at = 0; at < prefix; at++) {
      if (line[at] == '{' || isList(line, at)) {
        return before(line, at) ? at : -1;
      }
    }
    return -1;
  }

  /// kubectl's `--prefix` begins with a bracket too.
  private static boolean isList(byte[] line, int at) {
    return at == 0 && line[0] == '[' && line.length > 1 && "{[\" ".indexOf(line[1]) >= 0;
  }

  private static boolean before(byte[] line, int until) {
    String before = new String(line, 0, until, StandardCharsets.UTF_8);
    return before.isBlank()
        || before.startsWith("EVENTS\t")
        || before.matches("\\d{4}-\\d{2}-\\d{2}T[0-9:.+Z-]+ (?:\\S+ )?");
  }

  private static Optional<Instant> time(byte[] line, int until) {
    String before = new String(line, 0, Math.min(until, 40), StandardCharsets.UTF_8);
    int blank = before.indexOf(' ');
    return blank < 0 ? Optional.empty() : LogText.time(before.substring(0, blank));
  }

  private void found(byte[] text, int at, Around around, boolean inner, boolean stderr) {
    Around known = around.from(origins.getOrDefault(around.origin(), around.origin()));
    if (origins.size() < MOST) {
      origins.put(known.origin(), known.origin());
    }
    LineText.at(text, at, known, inner, stderr, found++).ifPresent(lines);
  }
}
