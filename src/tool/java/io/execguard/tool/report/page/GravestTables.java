package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Gravest;
import io.execguard.tool.report.evidence.Kind;
import java.util.List;
import java.util.Optional;

/// Beside the answer: the people and the namespaces with the gravest findings, each of which leads
/// to all that there is of it.
final class GravestTables {
  /// Rows of each table: what a screen shows without moving.
  private static final int ROWS = 5;

  private static final String WORDS =
      "A name leads to all that the person did, a namespace to its pods, each in its order. Sessions were let in, or came"
          + " about without the guard; refused is what it denied, and what was refused in an outage. The gravest first,"
          + " here and in every table of one kind: a shell on a node or in production, a session, a change, a command, a"
          + " probe. Production is each namespace in which a constraint decided, by the records.";

  private final Evidence evidence;
  private final Html html;

  GravestTables(Evidence evidence, Html html) {
    this.evidence = evidence;
    this.html = html;
  }

  void write() {
    table(
        "People with the gravest findings",
        "who",
        evidence.gravest.people(ROWS).stream()
            .map(row -> row(row, ActionsChapters.ofPerson(row.name(), evidence)))
            .toList());
    table(
        "Namespaces with the gravest findings",
        "namespace",
        evidence.gravest.namespaces(ROWS).stream()
            .map(row -> row(row, ActionsChapters.ofNamespace(row.name(), evidence)))
            .toList());
    html.element("p", WORDS);
  }

  private void table(String title, String name, List<List<Cell>> rows) {
    html.element("h2", title);
    if (rows.isEmpty()) {
      html.raw("<p class=\"none\">").text("None.").raw("</p>\n");
    } else {
      html.cards(
          List.of(name, "gravest", "ask", "sessions", "refused"),
          rows.stream().map(TableRow::of).toList());
    }
  }

  private static List<Cell> row(Gravest.Row row, Optional<String> actions) {
    Cell name = Cell.of(row.name());
    return List.of(
        actions.map(name::leadingTo).orElse(name),
        Cell.of(row.severity().sentence() + how(row.kind())).leadingTo(row.kind().word()),
        Cell.number(row.asked()),
        Cell.number(row.sessions()),
        Cell.number(row.refused()));
  }

  private static String how(Kind kind) {
    return switch (kind) {
      case ALLOWED -> ", let in";
      case COMMANDS -> ", allowed";
      case DENIED -> ", denied";
      case UNANSWERED -> ", refused in an outage";
      case BYPASS, NAMESPACE_CHANGED -> ", past the guard";
      case FAILED_OPEN -> ", let pass in an outage";
      case RECORD_MISSING -> ", its record missing";
      case EVENT_MISSING -> ", its audit event missing";
      case GRANT -> ", of break-glass";
      case LABELS -> ", of labels";
      case REGISTRATION -> ", of the guard's registration";
      default -> ": ask";
    };
  }
}
