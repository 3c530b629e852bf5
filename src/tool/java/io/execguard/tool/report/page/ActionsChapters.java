package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Action;
import io.execguard.tool.report.evidence.Actions;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Two chapters: what one person did wherever it was, and what was done in one pod by whomever. All
/// that the others have one kind at a time stands here in its order.
final class ActionsChapters {
  static final String PEOPLE_TITLE = "Actions of one person, in order";
  static final String PLACES_TITLE = "Actions in one pod, in order";
  static final String PEOPLE = "people";
  static final String PLACES = "pods";

  private static final String PEOPLE_MEANING =
      "Whatever each person did or tried of what the guard is there for: allowed, denied, past it and in an outage, with"
          + " changes of break-glass, labels and the registration. What was asked for in another's name stands under"
          + " whoever asked, and under both names together.";

  private static final String PLACES_MEANING =
      "Whatever was done in each pod, by whomever; and to the namespace itself, under its own name.";

  private static final List<String> HEAD =
      List.of("time (UTC)", "who", "what", "where", "what came of it", "id and source");

  private final Evidence evidence;
  private final SourceNumbers sources;
  private final Html html;

  ActionsChapters(Evidence evidence, SourceNumbers sources, Html html) {
    this.evidence = evidence;
    this.sources = sources;
    this.html = html;
  }

  /// Where a person's actions stand; empty where the page does not list them.
  static Optional<String> ofPerson(String name, Evidence evidence) {
    int number = evidence.people().stream().map(Actions::name).toList().indexOf(name);
    return anchor("person-", number);
  }

  /// Where the pods of a namespace stand, likewise.
  static Optional<String> ofNamespace(String name, Evidence evidence) {
    return anchor("namespace-", List.copyOf(byNamespace(evidence).keySet()).indexOf(name));
  }

  private static Optional<String> anchor(String prefix, int number) {
    return Optional.of(prefix + (number + 1)).filter(_ -> number >= 0);
  }

  private static Map<String, List<Actions>> byNamespace(Evidence evidence) {
    return evidence.places().stream()
        .collect(
            Collectors.groupingBy(Actions::namespace, LinkedHashMap::new, Collectors.toList()));
  }

  void write() {
    begin(PEOPLE, PEOPLE_TITLE, PEOPLE_MEANING, evidence.people());
    int person = 0;
    for (Actions actions : evidence.people()) {
      person++;
      list(actions, "person-" + person);
    }
    begin(PLACES, PLACES_TITLE, PLACES_MEANING, evidence.places());
    int namespace = 0;
    int place = 0;
    for (Map.Entry<String, List<Actions>> pods : byNamespace(evidence).entrySet()) {
      namespace++;
      html.heading("h4", "namespace-" + namespace, pods.getKey());
      for (Actions actions : pods.getValue()) {
        place++;
        list(actions, "pod-" + place);
      }
    }
  }

  private void begin(String anchor, String title, String meaning, List<Actions> all) {
    html.heading("h3", anchor, title + ": " + Numbers.of(all.size()));
    if (all.isEmpty()) {
      html.raw("<p class=\"none\">").text("Nothing names one.").raw("</p>\n");
    } else {
      html.element(
          "p",
          meaning + " The gravest are the first; each is folded in, and printed where it is open.");
    }
  }

  private void list(Actions actions, String anchor) {
    Fold.begin(anchor, summary(actions), html);
    html.findings(HEAD, actions.actions().stream().map(this::row).map(TableRow::of).toList());
    if (actions.leftOut() > 0) {
      html.element(
          "p",
          Numbers.of(actions.leftOut())
              + " more are not listed, the least grave and of these the latest: the saved queries one person's"
              + " actions and one pod's actions have what is on record.");
    }
    Fold.end(html);
  }

  private static String summary(Actions actions) {
    return actions.name()
        + ": "
        + Numbers.of(actions.number())
        + (actions.number() == 1 ? " action" : " actions")
        + (actions.span().isPresent() ? ", " + Numbers.of(actions.span()) : "");
  }

  private List<Cell> row(Action action) {
    String address = action.caller().address();
    return List.of(
        Cell.times(action.first(), action.times(), action.last()),
        Cell.of(address.isEmpty() ? action.who() : action.who() + " from " + address),
        Cell.of(action.what(), action.command()),
        Cell.of(action.where()),
        Cell.of(action.came()),
        Chapter.place(action.id(), action.place(), sources));
  }
}
