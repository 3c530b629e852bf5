package io.execguard.admission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/// A denial's lines, each of which stands on its own: kubectl prints them as they are, and whoever
/// shows one line shows the first. None can be broken by what is in it, and a command that would
/// not fit whole is left out, never cut.
final class MessageLines {
  /// Bytes. A screen of a terminal, and what the API server, kubectl and twenty other clients were
  /// seen to pass on whole.
  static final int LONGEST = 1_500;

  /// Bytes of a line that is no command: five lines of a terminal.
  private static final int LONGEST_SENTENCE = 400;

  /// Before a command, so that it can be told from a sentence and pasted with its blanks.
  private static final String INDENT = "  ";

  private static final String CUT = "…";

  /// How much a part matters where not all fit; those that matter most come first.
  enum Weight {
    ALWAYS,
    BREAK_GLASS,
    COMMAND,
    HELP,
    MESSAGE,
    REMARK
  }

  /// @param bytes with the lines' ends
  private record Part(Weight weight, int place, List<String> lines, int bytes) {}

  private final List<Part> parts = new ArrayList<>();
  private int bytes;

  /// A sentence; nothing where it is empty.
  MessageLines sentence(Weight weight, String text) {
    return text.isBlank() ? this : add(weight, List.of(shown(text)));
  }

  /// A sentence and the command that it is about.
  MessageLines command(Weight weight, String sentence, String command) {
    return add(weight, List.of(shown(sentence), INDENT + command));
  }

  /// The same with a remark below the command.
  MessageLines command(Weight weight, String sentence, String command, String remark) {
    return remark.isEmpty()
        ? command(weight, sentence, command)
        : add(weight, List.of(shown(sentence), INDENT + command, shown(remark)));
  }

  /// Those that fit, in the order in which they were added.
  String text() {
    if (bytes <= LONGEST) {
      return joined(parts);
    }
    List<Part> kept = new ArrayList<>();
    int left = LONGEST;
    for (Part part :
        parts.stream()
            .sorted(Comparator.comparing(Part::weight).thenComparingInt(Part::place))
            .toList()) {
      if (part.bytes() <= left) {
        left -= part.bytes();
        kept.add(part);
      }
    }
    kept.sort(Comparator.comparingInt(Part::place));
    return joined(kept);
  }

  private static String joined(List<Part> kept) {
    StringJoiner lines = new StringJoiner("\n");
    for (Part part : kept) {
      for (String line : part.lines()) {
        lines.add(line);
      }
    }
    return lines.toString();
  }

  private MessageLines add(Weight weight, List<String> lines) {
    int size = 0;
    for (String line : lines) {
      size += bytes(line) + 1;
    }
    parts.add(new Part(weight, parts.size(), lines, size));
    bytes += size;
    return this;
  }

  private static String shown(String text) {
    String line = Terminal.line(text.strip());
    if (bytes(line) <= LONGEST_SENTENCE) {
      return line;
    }
    int end = line.length();
    while (bytes(line.substring(0, end) + CUT) > LONGEST_SENTENCE) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end) + CUT;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
