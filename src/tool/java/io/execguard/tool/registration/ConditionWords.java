package io.execguard.tool.registration;

import static java.util.Map.entry;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why no webhook is asked, in plain words. `infra/registration.yaml` has the conditions by these
/// names; one that has no words here is shown by its name.
public final class ConditionWords {
  public static final Map<String, String> WORDS =
      Map.ofEntries(
          entry("interactive", "it opens neither stdin nor a terminal"),
          entry("interactive-or-on-a-node", "it opens neither stdin nor a terminal, nor its node"),
          entry("new", "it adds no container"),
          entry("not-interactive", "it is a session, which passes another door"),
          entry(
              "not-the-clusters-own-controllers",
              "pods that the cluster's own controllers make are left out"),
          entry("session-on-a-node", "it opens no session on a node"),
          entry("grant-changed", "it changes no annotation of a break-glass grant"),
          entry("labels-changed", "it changes no label"),
          entry("selected-label-changed", "it changes no label that the policy selects by"),
          entry("no-selected-label-changed", "it changes a label that the policy selects by"),
          entry("namespaces", "the policy leaves out namespaces of this name"));

  private ConditionWords() {}

  static String of(Route.NotAsked notAsked) {
    return notAsked.nearest().isEmpty()
        ? "no rule of the registration names such a request"
        : notAsked.nearest().stream()
            .flatMap(ConditionWords::of)
            .distinct()
            .collect(Collectors.joining("; "));
  }

  private static Stream<String> of(Route.Miss miss) {
    Stream<String> conditions = miss.conditions().stream().map(name -> of(miss, name));
    return miss.selected()
        ? conditions
        : Stream.concat(
            Stream.of(miss.door().webhook() + " does not select the namespace"), conditions);
  }

  private static String of(Route.Miss miss, String condition) {
    return WORDS.getOrDefault(
        condition,
        "the match condition " + condition + " of " + miss.door().webhook() + " says no");
  }
}
