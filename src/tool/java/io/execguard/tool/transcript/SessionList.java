package io.execguard.tool.transcript;

import io.execguard.json.JsonLine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// All sessions that some logs hold, in the order of their begin.
public final class SessionList {
  /// Sessions that are held to be sorted, at about a kilobyte each. Whoever writes to the log can
  /// make up more.
  static final int MOST = 100_000;

  private final List<Summary> sessions = new ArrayList<>();
  private long all;

  void add(Summary summary) {
    all++;
    if (sessions.size() < MOST) {
      sessions.add(summary);
    }
  }

  /// All are named, and nothing is missing or forged.
  public boolean isComplete() {
    return all == sessions.size() && sessions.stream().allMatch(Summary::isComplete);
  }

  public long count() {
    return all;
  }

  /// Sessions that are not named: there are too many.
  public long leftOut() {
    return all - sessions.size();
  }

  private List<Summary> sorted() {
    return sessions.stream()
        .sorted(Comparator.comparing(one -> one.from().orElse(Instant.MIN)))
        .toList();
  }

  /// Writes a line for each.
  ///
  /// @param asJson of JSON
  public void write(PrintWriter out, boolean asJson) {
    if (asJson) {
      json(out);
    } else {
      text(out);
    }
  }

  private void text(PrintWriter out) {
    for (Summary summary : sorted()) {
      out.println(
          String.join(
              "  ",
              summary.session().toString(),
              Facts.time(summary.from()),
              Facts.time(summary.until()),
              "user=" + summary.user(),
              "lines=" + summary.lines(),
              "exit=" + summary.exit().orElse("?"),
              summary.isComplete() ? "complete" : problems(summary),
              summary.command()));
    }
  }

  private static String problems(Summary summary) {
    return summary.problems().stream()
        .map(problem -> problem.flaw().word() + (problem.times() > 1 ? "×" + problem.times() : ""))
        .collect(Collectors.joining(","));
  }

  private void json(PrintWriter out) {
    for (Summary summary : sorted()) {
      byte[] line =
          JsonLine.of(
              json -> {
                json.writeStringProperty("type", "session");
                JsonForm.members(summary, json);
              });
      out.print(new String(line, StandardCharsets.UTF_8) + "\n");
    }
  }
}
