package io.execguard.tool.report.evidence;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The people and the namespaces with the gravest findings: what an auditor reads first.
public final class Gravest {
  /// Names that are counted each by itself: the gravest so far. Those that are left out share one
  /// row, and count anew from where they come back.
  private static final int MOST = 10_000;

  /// What is kept while there is more to read, so that names are sorted once for each 5,000 that
  /// come, at some 300 bytes each.
  private static final int KEPT = MOST + 5_000;

  /// One person, or one namespace.
  ///
  /// @param kind of the gravest of its findings
  /// @param severity of the same
  /// @param asked findings that want an answer
  /// @param sessions that were let in or came about without the guard
  /// @param refused what the guard denied, and what was refused while it did not answer
  public record Row(
      String name, Kind kind, Severity severity, long asked, long sessions, long refused) {
    private static Row of(String name, Finding finding, Severity severity) {
      Kind kind = finding.kind();
      return new Row(
          name,
          kind,
          severity,
          kind.wantsAnAnswer() ? 1 : 0,
          isSession(finding, severity) ? 1 : 0,
          kind.isRefused() ? 1 : 0);
    }

    private static boolean isSession(Finding finding, Severity severity) {
      return switch (finding.kind()) {
        case ALLOWED -> true;
        case BYPASS, FAILED_OPEN, CUT_UNTOLD -> severity.compareTo(Severity.SESSION) <= 0;
        case RECORD_MISSING ->
            severity.compareTo(Severity.SESSION) <= 0
                && finding.sequel().outcome().filter(RequestOutcome::isOpened).isPresent();
        default -> false;
      };
    }

    private Row of(String others) {
      return new Row(others, kind, severity, asked, sessions, refused);
    }

    private Row with(Row other) {
      Row graver = GRAVER.compare(other, this) < 0 ? other : this;
      return new Row(
          name,
          graver.kind,
          graver.severity,
          asked + other.asked,
          sessions + other.sessions,
          refused + other.refused);
    }
  }

  /// What came about and wants an answer is graver than what was let in, and that than what was
  /// refused; among equals it is by the order of [Kind], past the guard first, and not by what was
  /// read first.
  private static final Comparator<Row> GRAVER =
      Comparator.comparing(Row::severity)
          .thenComparing(row -> !row.kind.wantsAnAnswer())
          .thenComparing(row -> row.kind.isRefused())
          .thenComparing(Row::kind);

  private static final Comparator<Row> ORDER =
      GRAVER
          .thenComparing(Row::asked, Comparator.reverseOrder())
          .thenComparing(Row::sessions, Comparator.reverseOrder())
          .thenComparing(Row::refused, Comparator.reverseOrder())
          .thenComparing(Row::name);

  private final Map<String, Row> people = new HashMap<>();
  private final Map<String, Row> namespaces = new HashMap<>();
  private final Map<String, Row> places = new HashMap<>();

  /// A session under break-glass, say, has another finding of its own, and counts by that.
  void add(Finding finding, Severity severity) {
    Kind kind = finding.kind();
    if (!kind.wantsAnAnswer() && !kind.isAction()) {
      return;
    }
    add(people, finding.who(), finding, severity);
    if (kind.isInNamespace()) {
      add(namespaces, finding.namespace(), finding, severity);
      add(places, finding.where(), finding, severity);
    }
  }

  private static void add(Map<String, Row> rows, String name, Finding finding, Severity severity) {
    if (name.isEmpty()) {
      return;
    }
    rows.merge(name, Row.of(name, finding, severity), Row::with);
    if (rows.size() > KEPT) {
      List<Row> leftOut = top(rows, Integer.MAX_VALUE);
      for (Row row : leftOut.subList(MOST, leftOut.size())) {
        if (!row.name().equals(Ranking.OTHERS)) {
          rows.remove(row.name());
          rows.merge(Ranking.OTHERS, row.of(Ranking.OTHERS), Row::with);
        }
      }
    }
  }

  public List<Row> people(int most) {
    return top(people, most);
  }

  public List<Row> namespaces(int most) {
    return top(namespaces, most);
  }

  /// Pods, and namespaces themselves. Of each of the gravest namespaces there is the gravest place.
  List<Row> places(int most) {
    List<Row> all = top(places, Integer.MAX_VALUE);
    Map<String, Row> first = new LinkedHashMap<>();
    all.forEach(row -> first.putIfAbsent(Finding.namespace(row.name()), row));
    Set<Row> chosen =
        namespaces(most / 2).stream()
            .flatMap(namespace -> Optional.ofNullable(first.get(namespace.name())).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    all.stream().takeWhile(_ -> chosen.size() < most).forEach(chosen::add);
    return all.stream().filter(chosen::contains).toList();
  }

  private static List<Row> top(Map<String, Row> rows, int most) {
    return rows.values().stream().sorted(ORDER).limit(most).toList();
  }
}
