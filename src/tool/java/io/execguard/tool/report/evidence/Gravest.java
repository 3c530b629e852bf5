package io.execguard.tool.report.evidence;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The people and the namespaces with the gravest findings: what an auditor reads first.
public final class Gravest {
  /// Names that are counted each by itself; those that come after them share one row.
  private static final int MOST = 20_000;

  /// One person, or one namespace.
  ///
  /// @param kind of the gravest of its findings
  /// @param severity of the same
  /// @param asked findings that want an answer
  /// @param sessions that were let in
  /// @param denied what was refused
  public record Row(
      String name, Kind kind, Severity severity, long asked, long sessions, long denied) {
    private static Row of(String name, Finding finding, Severity severity) {
      Kind kind = finding.kind();
      return new Row(
          name,
          kind,
          severity,
          kind.wantsAnAnswer() ? 1 : 0,
          kind == Kind.ALLOWED ? 1 : 0,
          isRefused(kind) ? 1 : 0);
    }

    private Row with(Row other) {
      Row graver = GRAVER.compare(other, this) < 0 ? other : this;
      return new Row(
          name,
          graver.kind,
          graver.severity,
          asked + other.asked,
          sessions + other.sessions,
          denied + other.denied);
    }
  }

  /// What came about and wants an answer is graver than what was let in, and that than what was
  /// refused.
  private static final Comparator<Row> GRAVER =
      Comparator.comparing(Row::severity)
          .thenComparing(row -> !row.kind.wantsAnAnswer())
          .thenComparing(row -> isRefused(row.kind));

  private static final Comparator<Row> ORDER =
      GRAVER
          .thenComparing(Row::asked, Comparator.reverseOrder())
          .thenComparing(Row::sessions, Comparator.reverseOrder())
          .thenComparing(Row::denied, Comparator.reverseOrder())
          .thenComparing(Row::name);

  private final Map<String, Row> people = new HashMap<>();
  private final Map<String, Row> namespaces = new HashMap<>();

  /// A session under break-glass, say, has another finding of its own, and counts by that.
  void add(Finding finding, Severity severity) {
    Kind kind = finding.kind();
    if (kind.wantsAnAnswer() || kind == Kind.ALLOWED || isRefused(kind)) {
      add(people, finding.who(), finding, severity);
      add(namespaces, finding.namespace(), finding, severity);
    }
  }

  private static boolean isRefused(Kind kind) {
    return kind == Kind.DENIED || kind == Kind.UNANSWERED;
  }

  private static void add(Map<String, Row> rows, String name, Finding finding, Severity severity) {
    if (!name.isEmpty()) {
      String kept = rows.size() < MOST || rows.containsKey(name) ? name : Ranking.OTHERS;
      rows.merge(kept, Row.of(kept, finding, severity), Row::with);
    }
  }

  public List<Row> people(int most) {
    return top(people, most);
  }

  public List<Row> namespaces(int most) {
    return top(namespaces, most);
  }

  private static List<Row> top(Map<String, Row> rows, int most) {
    return rows.values().stream().sorted(ORDER).limit(most).toList();
  }
}
