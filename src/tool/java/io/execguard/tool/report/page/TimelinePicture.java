package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Mark;
import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.Span;
import io.execguard.tool.report.evidence.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/// The timeline as a picture: a row for each mark, so that one session past the guard is not lost
/// among a thousand commands; each with a letter, a pattern and the largest number in words.
public final class TimelinePicture {
  private static final String NOT_LOOKED_FOR = "not looked for";
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
  private final TimelineScale scale;
  private final List<Span> away;
  private final Set<Mark> looked;

  private TimelinePicture(Timeline timeline, List<Span> away, Set<Mark> looked) {
    this.away = away;
    this.looked = looked;
    timeline.fit(TimelineScale.COLUMNS);
    steps = timeline.steps();
    scale = new TimelineScale(steps.firstKey(), timeline.length(), timeline.width());
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
            .formatted(TimelineScale.WIDTH, height));
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
                + scale.widthInWords()
                + ". Each row has a scale of its own: its highest bar is the number that the row names."
                + " It reaches from the first of all to the last. Times are UTC.")
        .raw("</p>\n");
    TimelineNumbers.write(steps, html);
  }

  private void row(Html html, Mark mark) {
    int base = (mark.row() + 1) * ROW - 6;
    long most = steps.values().stream().mapToLong(counts -> counts[mark.row()]).max().orElse(0);
    long sum = steps.values().stream().mapToLong(counts -> counts[mark.row()]).sum();
    html.raw(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#777\"/>"
            .formatted(TimelineScale.LEFT, TimelineScale.WIDTH, base, base));
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
    double wide = Math.min(scale.columnWidth(), 40);
    double tall = Math.max(3, (double) BAR * count / most);
    html.raw(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"url(#p%d)\" stroke=\"#1b1b1b\""
                + " stroke-width=\"0.5\"><title>",
            scale.x(second),
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
      double from = Math.max(TimelineScale.LEFT, scale.x(scale.column(span.from())));
      double until = Math.min(TimelineScale.WIDTH - 1.0, scale.x(scale.columnBehind(span.until())));
      html.raw(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#fff\" stroke=\"#b71c1c\""
                  + " stroke-width=\"2\" stroke-dasharray=\"5 3\"><title>",
              Math.min(from, TimelineScale.WIDTH - 4.0),
              base - BAR,
              Math.max(4, until - from),
              BAR));
      html.text(Numbers.of(Optional.of(span))).raw("</title></rect>");
    }
  }

  private void ruler(Html html, int top) {
    for (long second : scale.marks()) {
      html.raw(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\" stroke=\"#ddd\"/>",
              scale.x(second),
              scale.x(second),
              top + 4));
      if (scale.x(second) > TimelineScale.WIDTH - 75) {
        break;
      }
      label(html, "", (int) scale.x(second) + 2, top + 16, scale.words(second));
    }
  }

  private static void label(Html html, String classes, int x, int y, String text) {
    html.raw("<text class=\"%s\" x=\"%d\" y=\"%d\">".formatted(classes, x, y))
        .text(text)
        .raw("</text>");
  }
}
