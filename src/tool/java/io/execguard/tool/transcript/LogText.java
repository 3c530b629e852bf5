package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes off what kubectl, a container runtime or CloudWatch put before the text of a log line.
final class LogText {
  /// Text that a runtime splits is kept up to here: it splits at 16 KiB, and a line of ours is
  /// shorter than that.
  private static final int LONGEST_PART = 1 << 20;

  /// kubectl's `--prefix`, a time, the stream with the mark for a whole line or a part of one, or
  /// the name of a log stream as `aws logs tail` has it.
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?<prefix>\\[[^\\]\\s]+\\] )?(?:(?<time>\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(?:Z|[+-]\\d{2}:\\d{2})) )?"
              + "(?:(?<stream>stdout|stderr) [FP](?::\\S*)? |(?<name>\\S+_\\S+_\\S+\\.log) )?");

  private static final Pattern PART =
      Pattern.compile("(\\S{20,35} (?:stdout|stderr)) ([FP])(?::\\S*)? ");

  /// Behind a time and the stream's name.
  private static final int LONGEST_MARK = 60;

  /// Receives what is found.
  @FunctionalInterface
  interface Found {
    /// A line that may be a transcript's.
    ///
    /// @param at where the prefix begins
    /// @param inner other text stands before it
    void line(byte[] text, int at, Around around, boolean inner, boolean stderr);
  }

  private final Found found;
  private final Map<String, ByteArrayOutputStream> parts = new HashMap<>();

  LogText(Found found) {
    this.found = found;
  }

  /// Takes one line of a log.
  ///
  /// @param outer what stands around it
  void line(byte[] line, Around outer) {
    if (!joined(line, outer)) {
      plain(line, outer);
    }
  }

  private void plain(byte[] line, Around outer) {
    int at = LineText.prefix(line, 0);
    if (at < 0) {
      return;
    }
    Matcher before = BEFORE.matcher(new String(line, 0, at, StandardCharsets.UTF_8));
    boolean whole = before.matches();
    boolean begun = whole || before.reset().lookingAt();
    boolean stderr = begun && "stderr".equals(before.group("stream"));
    found.line(line, at, begun ? around(before, outer) : outer, !whole, stderr);
  }

  private static Around around(Matcher before, Around outer) {
    Optional<String> prefix = Optional.ofNullable(before.group("prefix"));
    Optional<String> name = Optional.ofNullable(before.group("name"));
    Optional<Instant> time = Optional.ofNullable(before.group("time")).flatMap(LogText::time);
    Origin origin = outer.origin();
    // What stands outside of the line is believed before what stands in it.
    if (!origin.isKnown()) {
      origin = prefix.isPresent() ? Containers.ofPrefix(origin, prefix.get()) : origin;
      origin = name.isPresent() ? Containers.ofName(origin, name.get()) : origin;
    }
    return outer.at(time).from(origin);
  }

  /// A part of a line, or the last one behind parts.
  private boolean joined(byte[] line, Around outer) {
    if (line.length < 25 || line[4] != '-' || line[10] != 'T') {
      return false;
    }
    int length = Math.min(line.length, LONGEST_MARK);
    Matcher part = PART.matcher(new String(line, 0, length, StandardCharsets.ISO_8859_1));
    if (!part.lookingAt()) {
      return false;
    }
    String stream = part.group(1).substring(part.group(1).indexOf(' ') + 1);
    boolean more = part.group(2).equals("P");
    ByteArrayOutputStream begun = parts.get(stream);
    if (begun == null && !more) {
      return false;
    }
    if (begun == null) {
      begun = new ByteArrayOutputStream();
      parts.put(stream, begun);
      begun.writeBytes((part.group(1) + " F ").getBytes(StandardCharsets.US_ASCII));
    }
    int rest = Math.min(line.length - part.end(), LONGEST_PART - begun.size());
    begun.write(line, part.end(), rest);
    if (!more) {
      parts.remove(stream);
      plain(begun.toByteArray(), outer);
    }
    return true;
  }

  static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
