package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each of the gravest people did, and what was done in each of the gravest places: chosen
/// when all findings are weighed, and listed in a second go.
final class ActionLists {
  /// As many people as somebody reads about on a page.
  static final int PEOPLE = 50;

  /// Pods, and namespaces themselves.
  static final int PLACES = 100;

  /// Of each person and each place, so that both chapters together have at most 15,000 rows, some 6
  /// MB of the page.
  static final int OF_ONE = 100;

  /// What is kept while there is more to read, so that it is sorted once for each fifty that come.
  private static final int KEPT = OF_ONE + 50;

  /// Of all that is kept: as much memory again as the page. Beyond it what comes is counted.
  private static final long CHARACTERS = 4 << 20;

  /// @param asks it wants an answer
  private record Ranked(Action action, Severity severity, boolean asks, long characters) {
    private static final Comparator<Ranked> GRAVEST =
        Comparator.comparing(Ranked::severity)
            .thenComparing(one -> !one.asks)
            .thenComparing(one -> one.action.first().orElse(Instant.EPOCH));

    static Ranked of(Finding finding, Severity severity) {
      Finding shortened = finding.shortened();
      return new Ranked(
          Action.of(shortened), severity, finding.kind().wantsAnAnswer(), shortened.size());
    }
  }

  /// One person, or one place.
  private final class Chosen {
    private final Period period = new Period();
    private final List<Ranked> actions = new ArrayList<>();
    private long number;

    private void add(Finding finding, Ranked action) {
      number++;
      finding.time().ifPresent(period::add);
      if (characters < CHARACTERS) {
        characters += action.characters;
        actions.add(action);
      }
      if (actions.size() >= KEPT) {
        leaveOut();
      }
    }

    private void leaveOut() {
      actions.sort(Ranked.GRAVEST);
      List<Ranked> least = actions.subList(OF_ONE, actions.size());
      characters -= least.stream().mapToLong(Ranked::characters).sum();
      least.clear();
    }

    private Actions all(String name) {
      if (actions.size() > OF_ONE) {
        leaveOut();
      }
      return new Actions(
          name,
          number,
          period.span(),
          Action.merged(actions.stream().map(Ranked::action).toList()));
    }
  }

  private final Map<String, Chosen> people = new LinkedHashMap<>();
  private final Map<String, Chosen> places = new LinkedHashMap<>();
  private long characters;

  /// Once all is weighed.
  void choose(Gravest gravest) {
    gravest.people(PEOPLE).forEach(row -> people.put(row.name(), new Chosen()));
    gravest.places(PLACES).forEach(row -> places.put(row.name(), new Chosen()));
  }

  /// What was asked for in another's name is an action of both names together, and of whoever
  /// asked.
  void list(Finding finding, Severity severity) {
    if (!finding.kind().isAction()) {
      return;
    }
    List<Chosen> by =
        Stream.concat(
                Stream.of(finding.who(), Asker.behind(finding.who())).distinct().map(people::get),
                finding.kind().isInNamespace()
                    ? Stream.of(places.get(finding.where()))
                    : Stream.<@Nullable Chosen>empty())
            .filter(Objects::nonNull)
            .toList();
    if (!by.isEmpty()) {
      Ranked ranked = Ranked.of(finding, severity);
      by.forEach(some -> some.add(finding, ranked));
    }
  }

  /// The gravest first.
  List<Actions> people() {
    return all(people);
  }

  /// The gravest first.
  List<Actions> places() {
    return all(places);
  }

  private static List<Actions> all(Map<String, Chosen> chosen) {
    return chosen.entrySet().stream()
        .filter(entry -> entry.getValue().number > 0)
        .map(entry -> entry.getValue().all(entry.getKey()))
        .toList();
  }
}
