package io.execguard.tool.report.evidence;

import io.execguard.configuration.FileResult;
import io.execguard.configuration.PolicyDocument;
import io.execguard.policy.Policy;
import io.execguard.tool.report.read.PartialJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which policies decided around a time, as the records tell it.
final class PoliciesInForce {
  private static final Set<String> MEMBERS = Set.of("constraints", "record", "help");

  private final Collection<PolicyUse> uses;

  PoliciesInForce(Collection<PolicyUse> uses) {
    this.uses = uses;
  }

  /// Those by which was decided before and behind it, or then. Between the last record of one and
  /// the first of the next either can have been in force.
  ///
  /// @return empty where the text of one is not there, is not proven by its digest, or is of
  ///   another version
  Optional<List<Policy>> at(Instant time) {
    List<PolicyUse> then =
        uses.stream()
            .filter(use -> use.span().filter(span -> span.holds(time)).isPresent())
            .toList();
    List<PolicyUse> around = then.isEmpty() ? around(time) : then;
    List<Policy> read = around.stream().flatMap(use -> read(use).stream()).toList();
    return around.isEmpty() || read.size() < around.size() ? Optional.empty() : Optional.of(read);
  }

  private List<PolicyUse> around(Instant time) {
    Optional<PolicyUse> before =
        decided(span -> span.until().isBefore(time))
            .max(Comparator.comparing(use -> use.span().orElseThrow().until()));
    Optional<PolicyUse> behind =
        decided(span -> span.from().isAfter(time))
            .min(Comparator.comparing(use -> use.span().orElseThrow().from()));
    return Stream.of(before, behind).flatMap(Optional::stream).distinct().toList();
  }

  private Stream<PolicyUse> decided(Predicate<Span> when) {
    return uses.stream().filter(use -> use.span().filter(when).isPresent());
  }

  /// Whoever can write to the log could give a digest another policy's text: it counts for nothing.
  static Optional<Policy> read(PolicyUse use) {
    return use.text()
        .filter(_ -> use.isProven())
        .flatMap(text -> PartialJson.of(text.getBytes(StandardCharsets.UTF_8), MEMBERS))
        .flatMap(
            text ->
                switch (PolicyDocument.read(text, _ -> {})) {
                  case FileResult.Valid<Policy>(Policy policy) -> Optional.of(policy);
                  case FileResult.Mistaken<Policy> _ -> Optional.empty();
                });
  }
}
