package io.execguard.tool.report.evidence;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The findings of one kind that the page shows: equal ones as one row, the gravest first, of equal
/// gravity the earliest. Which was read first counts for nothing.
///
/// Of a row that has been left out, and is found once more before all that are kept, the page has
/// the later times alone: logs come in their order by and large.
final class FindingTable {
  /// What is kept while there is more to read, so that rows are sorted once for each [Tables#ROWS]
  /// that come.
  private static final int KEPT = 2 * Tables.ROWS;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

  private static final Comparator<FindingRow> GRAVEST =
      Comparator.comparing(FindingRow::severity).thenComparing(FindingRow::at);

  private final Map<Digest128, FindingRow> rows = new LinkedHashMap<>();
  private Optional<FindingRow> leastGrave = Optional.empty();
  private long count;

  void add(Finding finding, Severity severity) {
    count++;
    Digest128 key = key(finding, severity);
    FindingRow row = FindingRow.of(finding.shortened(), severity);
    boolean isBehind = leastGrave.filter(kept -> GRAVEST.compare(kept, row) < 0).isPresent();
    if (!isBehind || rows.containsKey(key)) {
      rows.merge(key, row, FindingRow::with);
    }
    if (rows.size() >= KEPT) {
      leaveOut();
    }
  }

  private void leaveOut() {
    List<FindingRow> kept = rows();
    leastGrave = Optional.of(kept.getLast());
    rows.values().retainAll(Set.copyOf(kept));
  }

  long count() {
    return count;
  }

  /// At most [Tables#ROWS].
  List<FindingRow> rows() {
    return rows.values().stream().sorted(GRAVEST).limit(Tables.ROWS).toList();
  }

  /// What makes two findings say the same. When is no part of it; of commands and probes neither is
  /// how long, nor the id of a record that is missing.
  private static Digest128 key(Finding finding, Severity severity) {
    boolean isSmall = severity == Severity.COMMAND || severity == Severity.PROBE;
    Sequel sequel = finding.sequel();
    Caller caller = finding.caller();
    return Digest128.of(
        Stream.concat(
                Stream.of(
                    severity.word(),
                    finding.who(),
                    caller.session(),
                    caller.arn(),
                    caller.address(),
                    caller.agent(),
                    finding.what(),
                    finding.where(),
                    isSmall ? ID.matcher(finding.note()).replaceAll("") : finding.note(),
                    sequel
                        .outcome()
                        .map(
                            some -> isSmall || !some.connection() ? some.answer() : some.sentence())
                        .orElse(""),
                    sequel.followed().map(Followed::id).orElse(""),
                    finding.kind() == Kind.UNREADABLE ? finding.place().toString() : ""),
                finding.command().stream())
            .toList());
  }
}
