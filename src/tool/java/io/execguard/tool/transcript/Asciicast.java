package io.execguard.tool.transcript;

import io.execguard.json.Printable;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/// A recording for asciinema's players (asciicast v2): a header, and an event for each line of the
/// transcript, with the time that the log gives it.
final class Asciicast {
  private final PrintWriter out;
  private final boolean returnsTaken;
  private final String lineEnd;
  private final Optional<Instant> begin;
  private final Utf8 output = new Utf8();
  private final Utf8 input = new Utf8();
  private final Tamed tamed = new Tamed();
  private Duration latest = Duration.ZERO;

  Asciicast(Summary summary, PrintWriter out) {
    this.out = out;
    returnsTaken = summary.returnsTaken() || !summary.terminal();
    lineEnd = returnsTaken ? "\r\n" : "\n";
    begin = summary.from();
  }

  void begin(Summary summary, int columns, int rows) {
    StringBuilder header = new StringBuilder();
    header.append("{\"version\":2,\"width\":%d,\"height\":%d".formatted(columns, rows));
    summary.from().ifPresent(time -> header.append(",\"timestamp\":" + time.getEpochSecond()));
    header.append(",\"command\":" + quoted(summary.command()));
    header.append(",\"title\":" + quoted("exec-guard session " + summary.session()) + "}");
    out.print(header + "\n");
  }

  void add(Line line) {
    line.time().ifPresent(this::at);
    switch (line.kind()) {
      case OUT -> event("o", tamed.more(output.more(line.text()) + lineEnd));
      case OUT_PART -> event("o", tamed.more(output.more(line.text())));
      case IN -> event("i", input.more(line.text()) + "\n");
      case IN_PART -> event("i", input.more(line.text()));
      case CUT -> event("m", "output is missing here: " + line.string());
      case BEGIN, END, IN_DIGEST, IN_TAR, IN_TAR_PART, MISSHAPEN -> {}
    }
  }

  /// Players go forward only.
  private void at(Instant time) {
    Duration since = begin.map(first -> Duration.between(first, time)).orElse(Duration.ZERO);
    latest = since.compareTo(latest) > 0 ? since : latest;
  }

  private void event(String type, String text) {
    if (!text.isEmpty()) {
      String seconds = BigDecimal.valueOf(latest.toNanos() / 1_000, 6).toPlainString();
      out.print(String.format(Locale.ROOT, "[%s,\"%s\",%s]\n", seconds, type, quoted(text)));
    }
  }

  private static String quoted(String text) {
    return '"' + escaped(new String(JsonStringEncoder.getInstance().quoteAsCharArray(text))) + '"';
  }

  /// Whoever prints the file sees no character that turns the direction of writing.
  private static String escaped(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            point -> {
              if (Printable.is(point)) {
                escaped.appendCodePoint(point);
              } else {
                for (char unit : Character.toChars(point)) {
                  escaped.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return escaped.toString();
  }
}
