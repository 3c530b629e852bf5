package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Mark;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.Span;
import io.execguard.tool.report.evidence.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/// The timeline as a picture: a row for each mark, so that one session past the guard is not lost
/// among a thousand commands; each with a letter, a pattern and the largest number in words.
public final class TimelinePicture {
  private static final String NOT_LOOKED_FOR = "not looked for";
  private static final int COLUMNS = 96;
  private static final int LEFT = 270;
  private static final int WIDTH = 1160;
  private static final int ROW = 46;
  private static final int BAR = 34;
  private static final int RULER = 30;

  private static final String PATTERNS =
      """
      <defs>
      <pattern id="p0" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#cfd8dc"/></pattern>
      <pattern id="p1" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#607d8b"/></pattern>
      <pattern id="p2" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#ffe082"/>\
      <path d="M0 6L6 0" stroke="#7a5c00" stroke-width="1.5"/></pattern>
      <pattern id="p3" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#90caf9"/>\
      <path d="M0 3H6" stroke="#0d47a1" stroke-width="1.5"/></pattern>
      <pattern id="p4" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/>\
      <circle cx="3" cy="3" r="1.6" fill="#6a1b9a"/></pattern>
      <pattern id="p5" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#b71c1c"/>\
      <path d="M0 0L6 6M0 6L6 0" stroke="#fff" stroke-width="1"/></pattern>
      </defs>
      """;

  private final NavigableMap<Long, long[]> steps;
  private final long first;
  private final long columns;
  private final Duration width;
  private final List<Span> away;
  private final Set<Mark> looked;

  private TimelinePicture(Timeline timeline, List<Span> away, Set<Mark> looked) {
    this.away = away;
    this.looked = looked;
    timeline.fit(COLUMNS);
    steps = timeline.steps();
    first = steps.firstKey();
    columns = timeline.length();
    width = timeline.width();
  }

  /// Writes it.
  ///
  /// @param looked what was looked for: audit events alone tell of what went past the guard
  public static void write(Timeline timeline, List<Span> away, Set<Mark> looked, Html html) {
    if (timeline.steps().isEmpty()) {
      html.raw("<p class=\"none\">").text("Nothing to draw: there was no attempt.").raw("</p>\n");
      return;
    }
    new TimelinePicture(timeline, away, looked).write(html);
  }

  private void write(Html html) {
    Mark[] marks = Mark.values();
    int height = (marks.length + 1) * ROW + RULER;
    html.raw(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"timeline-title\">"
            .formatted(WIDTH, height));
    html.raw("<title id=\"timeline-title\">")
        .text("Attempts over time; the table below has the numbers");
    html.raw("</title>\n").raw(PATTERNS);
    for (Mark mark : marks) {
      row(html, mark);
    }
    away(html, (marks.length + 1) * ROW - 6);
    ruler(html, (marks.length + 1) * ROW);
    html.raw("</svg>\n");
    html.raw("<p>")
        .text(
            "Each column is "
                + words(width)
                + ". Each row has a scale of its own: its highest bar is the number that the row names."
                + " It reaches from the first of all to the last. Times are UTC.")
        .raw("</p>\n");
    numbers(html);
  }

  private void row(Html html, Mark mark) {
    int base = (mark.row() + 1) * ROW - 6;
    long most = steps.values().stream().mapToLong(counts -> counts[mark.row()]).max().orElse(0);
    long sum = steps.values().stream().mapToLong(counts -> counts[mark.row()]).sum();
    html.raw(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#777\"/>"
            .formatted(LEFT, WIDTH, base, base));
    html.raw(
        "<rect x=\"0\" y=\"%d\" width=\"14\" height=\"14\" fill=\"url(#p%d)\" stroke=\"#1b1b1b\"/>"
            .formatted(base - 26, mark.row()));
    label(html, "big", 20, base - 15, mark.letter() + " " + mark.sentence());
    label(
        html,
        "",
        20,
        base - 1,
        sum == 0 ? none(mark) : Numbers.of(sum) + " in all, highest bar " + Numbers.of(most));
    steps.forEach(
        (second, counts) -> {
          long count = counts[mark.row()];
          if (count > 0) {
            bar(html, mark, second, count, most, base);
          }
        });
    html.raw("\n");
  }

  private String none(Mark mark) {
    return looked.contains(mark) ? "none" : NOT_LOOKED_FOR;
  }

  private void bar(Html html, Mark mark, long second, long count, long most, int base) {
    double column = (double) (WIDTH - LEFT) / columns;
    double wide = Math.min(column, 40);
    double tall = Math.max(3, (double) BAR * count / most);
    html.raw(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"url(#p%d)\" stroke=\"#1b1b1b\""
                + " stroke-width=\"0.5\"><title>",
            x(second),
            base - tall,
            Math.max(2, wide - 1),
            tall,
            mark.row()));
    html.text(Numbers.of(Instant.ofEpochSecond(second)) + ": " + count + " × " + mark.sentence());
    html.raw("</title></rect>");
  }

  /// A frame around the time in which the guard was not registered.
  private void away(Html html, int base) {
    html.raw(
        "<rect x=\"1\" y=\"%d\" width=\"12\" height=\"12\" fill=\"#fff\" stroke=\"#b71c1c\" stroke-width=\"2\""
                .formatted(base - 25)
            + " stroke-dasharray=\"5 3\"/>");
    label(html, "big", 20, base - 15, "R registration deleted");
    label(
        html,
        "",
        20,
        base - 1,
        away.isEmpty()
            ? looked.contains(Mark.BYPASS) ? "never" : NOT_LOOKED_FOR
            : Numbers.of(away.size()) + (away.size() == 1 ? " time" : " times"));
    for (Span span : away) {
      // Whole columns, as the bars have them: what happened within it stands above it.
      double from = Math.max(LEFT, x(column(span.from())));
      double until = Math.min(WIDTH - 1.0, x(column(span.until()) + width.toSeconds()));
      html.raw(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#fff\" stroke=\"#b71c1c\""
                  + " stroke-width=\"2\" stroke-dasharray=\"5 3\"><title>",
              Math.min(from, WIDTH - 4.0),
              base - BAR,
              Math.max(4, until - from),
              BAR));
      html.text(Numbers.of(Optional.of(span))).raw("</title></rect>");
    }
  }

  private void ruler(Html html, int top) {
    long every = Math.max(1, (columns + 7) / 8);
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern(
                width.toDays() > 0
                    ? "uuuu-MM-dd"
                    : width.toMinutes() > 0 ? "MM-dd HH:mm" : "HH:mm:ss",
                Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    for (long column = 0; column < columns; column += every) {
      long second = first + column * width.toSeconds();
      html.raw(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\" stroke=\"#ddd\"/>",
              x(second),
              x(second),
              top + 4));
      if (x(second) > WIDTH - 75) {
        break;
      }
      label(html, "", (int) x(second) + 2, top + 16, format.format(Instant.ofEpochSecond(second)));
    }
  }

  private long column(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), width.toSeconds()) * width.toSeconds();
  }

  private double x(long second) {
    return LEFT + (double) (second - first) / width.toSeconds() * (WIDTH - LEFT) / columns;
  }

  private static void label(Html html, String classes, int x, int y, String text) {
    html.raw("<text class=\"%s\" x=\"%d\" y=\"%d\">".formatted(classes, x, y))
        .text(text)
        .raw("</text>");
  }

  private void numbers(Html html) {
    List<String> head = new ArrayList<>(List.of("from (UTC)"));
    for (Mark mark : Mark.values()) {
      head.add(mark.letter() + " " + mark.sentence());
    }
    List<List<Html.Cell>> rows = new ArrayList<>();
    steps.forEach(
        (second, counts) -> {
          List<Html.Cell> row = new ArrayList<>();
          row.add(Html.Cell.time(Optional.of(Instant.ofEpochSecond(second))));
          for (long count : counts) {
            row.add(Html.Cell.number(Math.max(0, count)));
          }
          rows.add(row);
        });
    html.table(head, rows);
  }

  private static String words(Duration width) {
    if (width.toDays() > 0) {
      return width.toDays() == 1 ? "a day" : width.toDays() + " days";
    }
    if (width.toHours() > 0) {
      return width.toHours() == 1 ? "an hour" : width.toHours() + " hours";
    }
    if (width.toMinutes() == 0) {
      return width.toSeconds() == 1 ? "a second" : width.toSeconds() + " seconds";
    }
    return width.toMinutes() == 1 ? "a minute" : width.toMinutes() + " minutes";
  }
}
