package io.execguard.configuration;

import io.execguard.json.Cursor;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Match;
import io.execguard.policy.PermissionSet;
import java.util.List;
import java.util.function.Consumer;

/// One constraint of the policy file.
final class ConstraintDocument {
  private ConstraintDocument() {}

  static Constraint read(Cursor entry) {
    entry.only(
        List.of(
            "name",
            "enforcementAction",
            "match",
            "message",
            "exempt",
            "allowedCommands",
            "breakGlass"),
        UnknownKeyHints.OF_CONSTRAINTS);
    return new Constraint(
        entry.required("name").text(),
        entry
            .optional("enforcementAction")
            .map(
                action ->
                    Words.word(
                        action,
                        EnforcementAction::of,
                        EnforcementAction.values(),
                        EnforcementAction::word,
                        UnknownKeyHints.OF_ACTIONS))
            .orElse(EnforcementAction.DENY),
        entry.optional("match").map(MatchDocument::read).orElse(Match.EVERYTHING),
        entry.text("message"),
        entry.optional("exempt").map(ConstraintDocument::exemptions).orElse(Exemptions.NONE),
        entry.optional("allowedCommands").map(ConstraintDocument::allowedCommands),
        entry.optional("breakGlass").map(ConstraintDocument::breakGlass));
  }

  private static BreakGlass breakGlass(Cursor entry) {
    entry.only(
        List.of("maxDuration", "secondPerson", "grantors", "recorded"),
        UnknownKeyHints.OF_BREAK_GLASS);
    Cursor maxDuration = entry.required("maxDuration");
    return EntryReader.checked(
        entry,
        () ->
            new BreakGlass(
                EntryReader.checked(maxDuration, () -> Durations.parse(maxDuration.text())),
                entry.flag("secondPerson"),
                entry.optional("grantors").map(ConstraintDocument::grantors),
                entry.flag("recorded")));
  }

  private static Exemptions grantors(Cursor entry) {
    entry.only(List.of("groups", "roles", "permissionSets"), UnknownKeyHints.OF_EXEMPTIONS);
    return people(entry, List.of(), false);
  }

  private static Exemptions exemptions(Cursor entry) {
    entry.only(
        List.of("groups", "roles", "permissionSets", "serviceAccounts", "recorded"),
        UnknownKeyHints.OF_EXEMPTIONS);
    List<String> serviceAccounts =
        each(
            entry,
            "serviceAccounts",
            account -> new Exemptions(List.of(), List.of(), List.of(account)));
    return EntryReader.checked(entry, () -> people(entry, serviceAccounts, entry.flag("recorded")));
  }

  private static Exemptions people(Cursor entry, List<String> serviceAccounts, boolean recorded) {
    return new Exemptions(
        each(entry, "groups", group -> new Exemptions(List.of(group), List.of(), List.of())),
        each(entry, "roles", role -> new Exemptions(List.of(), List.of(role), List.of())),
        each(entry, "permissionSets", PermissionSet::of).stream().map(PermissionSet::of).toList(),
        serviceAccounts,
        recorded);
  }

  private static AllowedCommands allowedCommands(Cursor entry) {
    return new AllowedCommands(
        entry.items().stream()
            .map(item -> each(item, command -> new AllowedCommands(List.of(command))))
            .toList());
  }

  /// A member's texts, each refused at its own line.
  private static List<String> each(Cursor entry, String name, Consumer<String> check) {
    return entry.items(name).stream().map(item -> each(item, check)).toList();
  }

  private static String each(Cursor item, Consumer<String> check) {
    return EntryReader.checked(
        item,
        () -> {
          check.accept(item.text());
          return item.text();
        });
  }
}
