package io.execguard.configuration;

import io.execguard.admission.Mask;
import io.execguard.json.Cursor;
import io.execguard.json.WrongShape;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.NamespacePattern;
import io.execguard.policy.PermissionSet;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The policy file, read from a tree: YAML's in the build, JSON's in the function. Both pass the
/// same checks. `schemas/policy.schema.json` says the same for editors. [PolicyWriter] goes the
/// other way.
public final class PolicyDocument {
  /// The file's `record`.
  private record RecordEntry(List<String> mask, RecorderSettings recorder) {
    static final RecordEntry NONE = new RecordEntry(List.of(), RecorderSettings.DEFAULT);
  }

  private PolicyDocument() {}

  public static FileReading<Policy> read(Cursor file) {
    Set<Mistake> mistakes = new LinkedHashSet<>();
    RecordEntry record = record(file, mistakes);
    return switch (new EntryReader<>(
            "constraints",
            List.of("record"),
            Habits.OF_FILES,
            PolicyDocument::constraint,
            constraints -> new Policy(constraints, record.mask, record.recorder))
        .read(file)) {
      case FileReading.Valid<Policy> valid ->
          mistakes.isEmpty() ? valid : new FileReading.Mistaken<>(List.copyOf(mistakes));
      case FileReading.Mistaken<Policy>(List<Mistake> others) -> {
        mistakes.addAll(others);
        yield new FileReading.Mistaken<>(List.copyOf(mistakes));
      }
    };
  }

  private static RecordEntry record(Cursor file, Set<Mistake> mistakes) {
    try {
      return file.optional("record").map(PolicyDocument::record).orElse(RecordEntry.NONE);
    } catch (WrongShape shape) {
      mistakes.add(new Mistake(shape.line(), shape.sentence()));
      return RecordEntry.NONE;
    }
  }

  private static RecordEntry record(Cursor entry) {
    entry.only(List.of("mask", "banner", "outputLimit"));
    List<Cursor> patterns = entry.items("mask");
    patterns.forEach(
        pattern -> EntryReader.checked(pattern, () -> new Mask(List.of(pattern.text()))));
    List<String> mask = patterns.stream().map(Cursor::text).toList();
    EntryReader.checked(entry, () -> new Mask(mask));
    return new RecordEntry(mask, recorder(entry));
  }

  private static RecorderSettings recorder(Cursor entry) {
    RecorderSettings limited =
        entry
            .optional("outputLimit")
            .map(
                limit ->
                    EntryReader.checked(
                        limit,
                        () -> new RecorderSettings(RecorderSettings.bytes(limit.text()), "")))
            .orElse(RecorderSettings.DEFAULT);
    return entry
        .optional("banner")
        .map(
            banner ->
                EntryReader.checked(
                    banner, () -> new RecorderSettings(limited.outputLimit(), banner.text())))
        .orElse(limited);
  }

  private static Constraint constraint(Cursor entry) {
    entry.only(
        List.of(
            "name",
            "enforcementAction",
            "match",
            "message",
            "exempt",
            "allowedCommands",
            "breakGlass"),
        Habits.OF_CONSTRAINTS);
    return new Constraint(
        entry.required("name").text(),
        entry
            .optional("enforcementAction")
            .map(
                action ->
                    word(
                        action,
                        EnforcementAction::of,
                        EnforcementAction.values(),
                        EnforcementAction::word,
                        Habits.OF_ACTIONS))
            .orElse(EnforcementAction.DENY),
        entry.optional("match").map(PolicyDocument::match).orElse(Match.EVERYTHING),
        entry.text("message"),
        entry.optional("exempt").map(PolicyDocument::exemptions).orElse(Exemptions.NONE),
        entry.optional("allowedCommands").map(PolicyDocument::allowedCommands),
        entry.optional("breakGlass").map(PolicyDocument::breakGlass));
  }

  private static BreakGlass breakGlass(Cursor entry) {
    entry.only(
        List.of("maxDuration", "secondPerson", "grantors", "recorded"), Habits.OF_BREAK_GLASS);
    Cursor maxDuration = entry.required("maxDuration");
    return EntryReader.checked(
        entry,
        () ->
            new BreakGlass(
                EntryReader.checked(maxDuration, () -> Durations.parse(maxDuration.text())),
                entry.flag("secondPerson"),
                entry.optional("grantors").map(PolicyDocument::grantors),
                entry.flag("recorded")));
  }

  private static Exemptions grantors(Cursor entry) {
    entry.only(List.of("groups", "roles", "permissionSets"), Habits.OF_EXEMPTIONS);
    return people(entry, List.of(), false);
  }

  private static Exemptions exemptions(Cursor entry) {
    entry.only(
        List.of("groups", "roles", "permissionSets", "serviceAccounts", "recorded"),
        Habits.OF_EXEMPTIONS);
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

  private static Match match(Cursor entry) {
    entry.only(
        List.of("clusters", "namespaceSelector", "podSelector", "excludedNamespaces", "sessions"),
        Habits.OF_MATCHES);
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
        .map(entry -> word(entry, Session::of, Session.values(), Session::word))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static LabelSelector selector(Cursor match, String name) {
    return match.optional(name).map(PolicyDocument::selector).orElse(LabelSelector.EVERYTHING);
  }

  private static LabelSelector selector(Cursor entry) {
    entry.only(List.of("matchLabels", "matchExpressions"));
    return EntryReader.checked(
        entry,
        () ->
            new LabelSelector(
                entry.textMembers("matchLabels"),
                entry.items("matchExpressions").stream()
                    .map(PolicyDocument::requirement)
                    .toList()));
  }

  private static LabelRequirement requirement(Cursor entry) {
    entry.only(List.of("key", "operator", "values"));
    return EntryReader.checked(
        entry,
        () ->
            new LabelRequirement(
                entry.required("key").text(),
                word(
                    entry.required("operator"),
                    LabelRequirement.Operator::of,
                    LabelRequirement.Operator.values(),
                    LabelRequirement.Operator::word),
                entry.texts("values")));
  }

  private static <W> W word(
      Cursor entry, Function<String, Optional<W>> of, W[] all, Function<W, String> word) {
    return word(entry, of, all, word, Map.of());
  }

  /// @param habits what is right in the place of another tool's word
  private static <W> W word(
      Cursor entry,
      Function<String, Optional<W>> of,
      W[] all,
      Function<W, String> word,
      Map<String, String> habits) {
    return of.apply(entry.text())
        .orElseThrow(
            () ->
                entry.wrong(
                    "is \""
                        + entry.text()
                        + "\"; it has to be one of "
                        + Stream.of(all).map(word).collect(Collectors.joining(", "))
                        + Optional.ofNullable(habits.get(entry.text()))
                            .map(right -> ": " + right)
                            .orElse("")));
  }
}
