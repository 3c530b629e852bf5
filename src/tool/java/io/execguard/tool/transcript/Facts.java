package io.execguard.tool.transcript;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is known of a session, in lines for a person.
final class Facts {
  static final String NOT_TOLD_APART =
      "A line of the log that the container's own process wrote in the recorder's form cannot be told from the"
          + " recorder's by its form: it shows by a number that is there twice, or by its place.";

  private Facts() {}

  static List<String> of(Summary summary) {
    List<String> facts = new ArrayList<>();
    facts.add("Session " + summary.session() + ": " + verdict(summary));
    facts.add(
        "From "
            + time(summary.from())
            + " until "
            + time(summary.until())
            + ", "
            + summary.exit().map(code -> "exit code " + code).orElse("no exit code"));
    facts.add("Command: " + or(summary.command()));
    facts.add(
        "Container user "
            + or(summary.user())
            + ", "
            + (summary.terminal() ? "with a terminal" : "without a terminal")
            + ", recorded by "
            + or(summary.by())
            + "; "
            + number(summary.lines(), "line")
            + ", "
            + number(summary.bytes(), "byte")
            + " of output");
    return facts;
  }

  static String verdict(Summary summary) {
    return summary.isComplete() ? "complete" : "NOT COMPLETE";
  }

  private static String or(String text) {
    return text.isEmpty() ? "not known" : text;
  }

  static String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("an unknown time");
  }

  private static String number(long count, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
  }
}
