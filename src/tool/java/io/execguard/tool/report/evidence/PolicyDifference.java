package io.execguard.tool.report.evidence;

import io.execguard.policy.Constraint;
import io.execguard.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a policy has that the one before it had not, and the other way round.
public final class PolicyDifference {
  private PolicyDifference() {}

  /// In a sentence; empty where a text of both is not there, is not proven by its digest, or is of
  /// another version.
  public static Optional<String> between(PolicyUse before, PolicyUse after) {
    return PoliciesInForce.read(before)
        .flatMap(one -> PoliciesInForce.read(after).map(other -> between(one, other)));
  }

  private static String between(Policy before, Policy after) {
    Map<String, Constraint> old = byName(before);
    Map<String, Constraint> now = byName(after);
    String changes =
        Stream.of(
                named("new constraints", now, (name, _) -> !old.containsKey(name)),
                named("constraints that are gone", old, (name, _) -> !now.containsKey(name)),
                named(
                    "changed constraints",
                    now,
                    (name, one) -> old.containsKey(name) && !one.equals(old.get(name))),
                Optional.of("another order of the constraints")
                    .filter(_ -> isReordered(before, after)),
                Optional.of("other masks").filter(_ -> !before.mask().equals(after.mask())),
                Optional.of("another recorder")
                    .filter(_ -> !before.recorder().equals(after.recorder())),
                Optional.of("another help").filter(_ -> !before.help().equals(after.help())))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return changes.isEmpty() ? "nothing that decides" : changes;
  }

  private static Map<String, Constraint> byName(Policy policy) {
    return policy.constraints().stream()
        .collect(Collectors.toMap(Constraint::name, one -> one, (one, _) -> one, TreeMap::new));
  }

  private static Optional<String> named(
      String what, Map<String, Constraint> constraints, BiPredicate<String, Constraint> wanted) {
    List<String> names =
        constraints.entrySet().stream()
            .filter(entry -> wanted.test(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return Optional.of(what + " " + String.join(", ", names)).filter(_ -> !names.isEmpty());
  }

  /// Of two that deny the first one is named.
  private static boolean isReordered(Policy before, Policy after) {
    List<String> old = before.constraints().stream().map(Constraint::name).toList();
    List<String> now = after.constraints().stream().map(Constraint::name).toList();
    return !old.stream()
        .filter(now::contains)
        .toList()
        .equals(now.stream().filter(old::contains).toList());
  }
}
