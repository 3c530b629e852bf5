package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Caller;
import io.execguard.tool.report.evidence.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A cell of a table.
///
/// @param words each in a box of its own behind the text; of code and people, each in a line below
///   it
/// @param classes of the style
/// @param anchor in the page, to which the last line leads
record Cell(String text, List<String> words, Optional<String> classes, Optional<String> anchor) {
  private static final String CODE = "c";
  private static final String PERSON = "p";
  private static final String LEADING = "l";

  private Cell(String text, List<String> words, Optional<String> classes) {
    this(text, words, classes, Optional.empty());
  }

  static Cell of(String text) {
    return new Cell(text, List.of(), Optional.empty());
  }

  /// @param words each in a box of its own behind the text
  static Cell of(String text, List<String> words) {
    return new Cell(text, words, Optional.empty());
  }

  /// A sentence, and behind it a link.
  static Cell leading(String sentence, String link, String target) {
    return new Cell(sentence, List.of(link), Optional.of(LEADING), Optional.of(target));
  }

  /// With the address from which the person came, below it the session's ARN and what the client
  /// calls itself.
  static Cell person(String who, Caller caller) {
    return new Cell(
        caller.address().isEmpty() ? who : who + " from " + caller.address(),
        Stream.of(caller.arn(), caller.agent()).filter(words -> !words.isEmpty()).toList(),
        Optional.of(PERSON));
  }

  static Cell time(Optional<Instant> time) {
    return new Cell(time.map(Numbers::of).orElse(""), List.of(), Optional.of("t"));
  }

  /// With milliseconds: which of two came first is what a finding is read for.
  static Cell exactTime(Optional<Instant> time) {
    return new Cell(time.map(Numbers::exactly).orElse(""), List.of(), Optional.of("t"));
  }

  /// Of equal ones: when the first was, how many there are, and when the last was.
  static Cell times(Optional<Instant> first, long times, Optional<Instant> last) {
    return times == 1
        ? exactTime(first)
        : new Cell(
            first.map(Numbers::exactly).orElse("")
                + ", "
                + Numbers.of(times)
                + " times"
                + last.map(time -> " until " + Numbers.exactly(time)).orElse(""),
            List.of(),
            Optional.of("t"));
  }

  static Cell number(long number) {
    return number(Numbers.of(number));
  }

  /// @param number in words for a person, or what stands in its place
  static Cell number(String number) {
    return new Cell(number, List.of(), Optional.of("n"));
  }

  /// A mark and a word, for an eye that runs down the column.
  static Cell status(String text) {
    return new Cell(text, List.of(), Optional.of("s"));
  }

  /// Room for a pen.
  static Cell line(String text) {
    return new Cell(text, List.of(), Optional.of("u"));
  }

  Cell leadingTo(String target) {
    return new Cell(text, words, classes, Optional.of(target));
  }

  /// Digests, ids, places: what may break anywhere.
  static Cell code(String text) {
    return code(text, List.of());
  }

  /// @param lines below it
  static Cell code(String text, List<String> lines) {
    return new Cell(text, lines, Optional.of(CODE));
  }

  void write(Html html) {
    html.raw(classes.map(some -> "<td class=\"" + some + "\">").orElse("<td>"));
    if (classes.equals(Optional.of(CODE))) {
      List<String> lines = Stream.concat(Stream.of(text), words.stream()).toList();
      lines.subList(0, lines.size() - 1).forEach(line -> html.text(line).raw("<br>"));
      linked(html, lines.getLast());
    } else if (classes.equals(Optional.of(PERSON))) {
      html.text(text);
      words.forEach(word -> html.raw("<br>").element("small", word));
    } else if (classes.equals(Optional.of(LEADING))) {
      html.text(text).raw(" ");
      linked(html, words.getFirst());
    } else {
      linked(html, text);
      words.forEach(word -> html.raw(" ").element("code", word));
    }
    html.raw("</td>");
  }

  private void linked(Html html, String content) {
    anchor.ifPresentOrElse(
        target -> html.element("a href=\"#" + target + "\"", content), () -> html.text(content));
  }
}
