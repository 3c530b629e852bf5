package io.execguard.configuration;

import io.execguard.json.Cursor;
import io.execguard.policy.LabelOperator;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.NamespacePattern;
import io.execguard.policy.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a constraint means: its `match`.
final class MatchDocument {
  private MatchDocument() {}

  static Match read(Cursor entry) {
    entry.only(
        List.of("clusters", "namespaceSelector", "podSelector", "excludedNamespaces", "sessions"),
        UnknownKeyHints.OF_MATCHES);
    return EntryReader.checked(
        entry,
        () ->
            new Match(
                entry.optional("clusters").isPresent()
                    ? entry.texts("clusters")
                    : Match.EVERYTHING.clusters(),
                selector(entry, "namespaceSelector"),
                selector(entry, "podSelector"),
                entry.items("excludedNamespaces").stream()
                    .map(name -> EntryReader.checked(name, () -> new NamespacePattern(name.text())))
                    .toList(),
                entry.optional("sessions").isPresent()
                    ? sessions(entry.items("sessions"))
                    : Session.BY_DEFAULT));
  }

  private static Set<Session> sessions(List<Cursor> entries) {
    return entries.stream()
        .map(entry -> Words.word(entry, Session::of, Session.values(), Session::word))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static LabelSelector selector(Cursor match, String name) {
    return match.optional(name).map(MatchDocument::selector).orElse(LabelSelector.EVERYTHING);
  }

  private static LabelSelector selector(Cursor entry) {
    entry.only(List.of("matchLabels", "matchExpressions"));
    return EntryReader.checked(
        entry,
        () ->
            new LabelSelector(
                entry.textMembers("matchLabels"),
                entry.items("matchExpressions").stream().map(MatchDocument::requirement).toList()));
  }

  private static LabelRequirement requirement(Cursor entry) {
    entry.only(List.of("key", "operator", "values"));
    return EntryReader.checked(
        entry,
        () ->
            new LabelRequirement(
                entry.required("key").text(),
                Words.word(
                    entry.required("operator"),
                    LabelOperator::of,
                    LabelOperator.values(),
                    LabelOperator::word),
                entry.texts("values")));
  }
}
