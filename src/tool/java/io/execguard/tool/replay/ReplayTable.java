package io.execguard.tool.replay;

import io.execguard.tool.handler.Replayed;
import io.execguard.tool.handler.ReplayedWords;
import io.execguard.tool.registration.Passage;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Prints replayed files for a person: a row each, what matters first, and under a denial what
/// kubectl would print.
final class ReplayTable {
  private static final List<String> HEAD =
      List.of("FILE", "DECISION", "CONSTRAINT", "WHO", "WHAT", "WHERE");

  /// The next lines of what kubectl prints begin under the first.
  private static final String UNDER = "\n             ";

  private ReplayTable() {}

  static void print(List<Replayed> replayed, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>(replayed.stream().map(ReplayTable::row).toList());
    rows.addFirst(HEAD);
    List<String> lines = TextTable.aligned(rows);
    out.println(lines.getFirst());
    for (int i = 0; i < replayed.size(); i++) {
      out.println(lines.get(i + 1));
      Replayed one = replayed.get(i);
      one.unasked().ifPresent(why -> out.println("    " + OneLine.of(why.why())));
      if (one.unasked().isEmpty() && !one.message().isEmpty()) {
        out.println("    kubectl: " + ReplayedWords.kubectl(one).replace("\n", UNDER));
      }
      one.missed().forEach(missed -> out.println("    MISSED: " + missed));
    }
    long unasked = replayed.stream().filter(one -> one.unasked().isPresent()).count();
    long missed = replayed.stream().filter(one -> !one.missed().isEmpty()).count();
    out.println();
    out.println(
        replayed.size()
            + (replayed.size() == 1 ? " review, " : " reviews, ")
            + (unasked == 0 ? "" : unasked + " of them not asked, ")
            + (missed == 0 ? "none" : missed)
            + " decided otherwise than expected");
  }

  private static List<String> row(Replayed replayed) {
    return List.of(
        String.valueOf(replayed.file().getFileName()),
        decision(replayed),
        replayed.unasked().isPresent()
            ? "-"
            : ReplayedWords.orDash(replayed.recorded("constraint")),
        who(replayed.recorded("user", "username")),
        ReplayedWords.what(replayed),
        ReplayedWords.where(replayed));
  }

  /// The last part of an ARN is the person; the whole is in the record.
  private static String who(String username) {
    return ReplayedWords.orDash(username.substring(username.lastIndexOf('/') + 1));
  }

  private static String decision(Replayed replayed) {
    return replayed
        .unasked()
        .map(Passage.Unasked::words)
        .orElseGet(() -> ReplayedWords.outcome(replayed));
  }
}
