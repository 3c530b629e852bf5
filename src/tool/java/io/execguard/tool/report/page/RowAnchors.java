package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.FindingRow;
import io.execguard.tool.report.evidence.Followed;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of the page that another row leads to: sessions that followed a change. They are named
/// by their numbers, for an id can hold anything.
final class RowAnchors {
  private static final List<Kind> LED_TO = List.of(Kind.ALLOWED, Kind.BYPASS);

  private final Map<Kind, Map<String, String>> anchors = new HashMap<>();

  RowAnchors(Tables tables) {
    for (Kind kind : LED_TO) {
      Map<String, String> ofOne = new HashMap<>();
      List<FindingRow> rows = tables.rows(kind);
      for (int i = 0; i < rows.size(); i++) {
        String anchor = of(kind, i);
        rows.get(i).ids().forEach(id -> ofOne.putIfAbsent(id, anchor));
      }
      anchors.put(kind, ofOne);
    }
  }

  private static String of(Kind kind, int number) {
    return kind.word() + "-" + (number + 1);
  }

  /// Of a row; empty where none leads to it.
  Optional<String> of(Kind kind, String id) {
    return Optional.ofNullable(anchors.getOrDefault(kind, Map.of()).get(id));
  }

  /// Of the session that followed; empty where the page has no row of it.
  Optional<String> of(Followed session) {
    return of(session.kind(), session.id());
  }
}
