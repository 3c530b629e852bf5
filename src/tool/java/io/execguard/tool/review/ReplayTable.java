package io.execguard.tool.review;

import io.execguard.tool.handler.RecordLine;
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

  static void print(List<ReplayedReview> reviews, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>(reviews.stream().map(ReplayTable::row).toList());
    rows.addFirst(HEAD);
    List<String> lines = TextTable.aligned(rows);
    out.println(lines.getFirst());
    for (int i = 0; i < reviews.size(); i++) {
      out.println(lines.get(i + 1));
      ReplayedReview review = reviews.get(i);
      Replayed one = review.replayed();
      review.unasked().ifPresent(why -> out.println("    " + OneLine.of(why.why())));
      if (review.unasked().isEmpty() && !one.message().isEmpty()) {
        out.println("    kubectl: " + ReplayedWords.kubectl(one).replace("\n", UNDER));
      }
      one.missed().forEach(missed -> out.println("    MISSED: " + missed));
    }
    long unasked = reviews.stream().filter(one -> one.unasked().isPresent()).count();
    long missed = reviews.stream().filter(one -> !one.replayed().missed().isEmpty()).count();
    out.println();
    out.println(
        reviews.size()
            + (reviews.size() == 1 ? " review, " : " reviews, ")
            + (unasked == 0 ? "" : unasked + " of them not asked, ")
            + (missed == 0 ? "none" : missed)
            + " decided otherwise than expected");
  }

  private static List<String> row(ReplayedReview review) {
    Replayed replayed = review.replayed();
    return List.of(
        String.valueOf(replayed.file().getFileName()),
        ReplayedWords.decision(review),
        review.unasked().isPresent() ? "-" : RecordLine.orDash(replayed.recorded("constraint")),
        replayed.line().who(),
        replayed.line().what(),
        replayed.line().where());
  }
}
