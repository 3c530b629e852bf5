package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// When labels brought a namespace back under a constraint.
final class MeantAgain {
  /// Times that are kept, at some 200 bytes each; those beyond them are said not to be known.
  private static final int MOST = 20_000;

  private record Meant(String namespace, String constraint) {}

  private final Map<Meant, TreeSet<Instant>> times = new HashMap<>();
  private int seen;

  void add(String namespace, List<String> constraints, Instant time) {
    for (String constraint : constraints) {
      seen++;
      if (seen <= MOST) {
        times.computeIfAbsent(new Meant(namespace, constraint), _ -> new TreeSet<>()).add(time);
      }
    }
  }

  /// What became of a change by which constraints ceased to mean a namespace, to be set behind what
  /// is said of it.
  String behind(Finding change) {
    return change.sequel().ceased().orElse(List.of()).stream()
        .map(constraint -> "; " + behind(new Meant(change.where(), constraint), change.time()))
        .collect(Collectors.joining());
  }

  private String behind(Meant meant, Optional<Instant> time) {
    return Optional.ofNullable(times.get(meant))
        .flatMap(some -> Optional.ofNullable(some.higher(time.orElse(Instant.EPOCH))))
        .map(again -> meant.constraint + " means it again from " + Numbers.exactly(again))
        .orElse(
            seen > MOST
                ? "whether " + meant.constraint + " means it again was not kept"
                : "no record says that " + meant.constraint + " means it again");
  }
}
