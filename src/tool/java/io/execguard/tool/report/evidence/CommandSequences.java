package io.execguard.tool.report.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Who did what in which pod: counted in a first go through the findings, and listed in a second
/// one for the gravest, so that nothing is left out for being read late.
final class CommandSequences {
  /// Pairs of a person and a pod, at some 400 bytes each.
  private static final int PAIRS = 20_000;

  /// Attempts that are listed of one pair: more than somebody reads. The saved query `one person's
  /// commands in one pod` has the rest.
  private static final int OF_ONE = 1_000;

  /// Attempts that are listed in all, and the characters of their commands: some 40 MB of memory.
  private static final int IN_ALL = 20_000;

  private static final int CHARACTERS = 8 << 20;

  private record Pair(String who, String where) {
    static Pair of(Finding finding) {
      return new Pair(finding.who(), finding.where());
    }
  }

  private static final class Tally {
    private final Period period = new Period();
    private final List<Action> actions = new ArrayList<>();
    private ActionCounts counts = ActionCounts.NONE;

    private void add(Finding finding) {
      finding.time().ifPresent(period::add);
      counts = counts.with(finding.kind());
    }
  }

  private static final Comparator<Map.Entry<Pair, Tally>> GRAVEST =
      Comparator.<Map.Entry<Pair, Tally>>comparingLong(entry -> -entry.getValue().counts.unproven())
          .thenComparingLong(entry -> -entry.getValue().counts.sessions())
          .thenComparingLong(entry -> -entry.getValue().counts.attempts())
          .thenComparing(entry -> entry.getKey().who)
          .thenComparing(entry -> entry.getKey().where);

  private final Map<Pair, Tally> tallies = new HashMap<>();
  private final Set<Pair> chosen = new HashSet<>();
  private long leftOut;
  private long characters;

  /// The first go. A session under break-glass has two findings, and counts by one of them.
  void count(Finding finding) {
    if (!isCounted(finding)) {
      return;
    }
    Pair pair = Pair.of(finding);
    if (tallies.size() < PAIRS || tallies.containsKey(pair)) {
      tallies.computeIfAbsent(pair, _ -> new Tally()).add(finding);
    } else {
      leftOut++;
    }
  }

  private static boolean isCounted(Finding finding) {
    return switch (finding.kind()) {
      case ALLOWED, DENIED, COMMANDS, BYPASS, FAILED_OPEN, UNANSWERED, RECORD_MISSING -> true;
      default -> false;
    };
  }

  /// Between both.
  void choose() {
    long listed = 0;
    for (Map.Entry<Pair, Tally> entry : gravest().toList()) {
      listed += Math.min(OF_ONE, entry.getValue().counts.attempts());
      if (listed > IN_ALL) {
        return;
      }
      chosen.add(entry.getKey());
    }
  }

  /// The second go.
  void list(Finding finding) {
    Pair pair = Pair.of(finding);
    Tally tally = tallies.get(pair);
    if (isCounted(finding)
        && tally != null
        && chosen.contains(pair)
        && tally.actions.size() < OF_ONE
        && characters < CHARACTERS) {
      characters += finding.command().stream().mapToLong(String::length).sum();
      tally.actions.add(Action.of(finding));
    }
  }

  /// The gravest first.
  Stream<CommandSequence> all() {
    return gravest()
        .map(
            entry -> {
              Tally tally = entry.getValue();
              return new CommandSequence(
                  entry.getKey().who,
                  entry.getKey().where,
                  tally.counts,
                  tally.period.span(),
                  Action.merged(tally.actions));
            });
  }

  /// Attempts of pairs that are not here.
  long leftOut() {
    return leftOut;
  }

  private Stream<Map.Entry<Pair, Tally>> gravest() {
    return tallies.entrySet().stream().sorted(GRAVEST);
  }
}
