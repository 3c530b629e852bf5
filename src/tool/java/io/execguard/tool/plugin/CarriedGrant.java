package io.execguard.tool.plugin;

import io.execguard.admission.NamespaceReader;
import io.execguard.json.Cursor;
import io.execguard.policy.Constraint;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The break-glass that a namespace carries.
///
/// @param fault what is wrong with annotations that make no grant, in the record's word; else empty
/// @param annotations those of break-glass, as they are
/// @param opens the constraints that it opens in its time; empty where that cannot be told
record CarriedGrant(
    String namespace,
    State state,
    String fault,
    Map<String, String> annotations,
    Grant grant,
    Optional<List<String>> opens) {
  /// How it stands, first what lets somebody in.
  enum State {
    COUNTS("counts"),
    NOT_YET("not yet"),
    /// In its time, and no constraint takes it: it is too long, or its name tells nobody.
    OPENS_NOTHING("opens nothing"),
    FAULTY("faulty"),
    ENDED("ended");

    private final String words;

    State(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  CarriedGrant {
    annotations = Map.copyOf(annotations);
    opens = opens.map(List::copyOf);
  }

  /// Nothing for a namespace that carries none of the annotations.
  ///
  /// @param namespace as the API server tells it
  static Optional<CarriedGrant> of(Cursor namespace, PolicyInForce inForce, Instant now) {
    Cursor metadata = namespace.required("metadata");
    NamespaceFacts.Known facts = NamespaceReader.read(metadata);
    return facts.annotations().isEmpty()
        ? Optional.empty()
        : Optional.of(of(metadata.text("name"), facts, inForce, now));
  }

  private static CarriedGrant of(
      String namespace, NamespaceFacts.Known facts, PolicyInForce inForce, Instant now) {
    Grant grant = Grant.of(facts.annotations());
    Optional<List<String>> opens =
        switch (inForce) {
          case PolicyInForce.Unknown _ -> Optional.empty();
          case PolicyInForce.Known known ->
              Optional.of(
                  known.review(namespace, facts, "", now).opens().stream()
                      .map(Constraint::name)
                      .toList());
        };
    return switch (grant) {
      case Grant.Written written ->
          new CarriedGrant(
              namespace, state(written, opens, now), "", facts.annotations(), grant, opens);
      case Grant.Faulty faulty ->
          new CarriedGrant(
              namespace, State.FAULTY, faulty.word(), facts.annotations(), grant, opens);
      // Names alone are no grant, and the guard takes them for none.
      case Grant.None _ ->
          new CarriedGrant(namespace, State.FAULTY, "for-alone", facts.annotations(), grant, opens);
    };
  }

  private static State state(Grant.Written written, Optional<List<String>> opens, Instant now) {
    if (!now.isBefore(written.until())) {
      return State.ENDED;
    }
    if (opens.filter(List::isEmpty).isPresent()) {
      return State.OPENS_NOTHING;
    }
    return now.isBefore(written.from()) ? State.NOT_YET : State.COUNTS;
  }
}
