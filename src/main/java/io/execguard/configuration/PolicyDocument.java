package io.execguard.configuration;

import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.Policy;
import io.execguard.policy.Quantity;
import io.execguard.policy.RecorderSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The policy file, read from a tree: YAML's in the build, JSON's in the function. Both pass the
/// same checks. `schemas/policy.schema.json` says the same for editors. [PolicyWriter] goes the
/// other way.
public final class PolicyDocument {
  /// The file's `record`.
  private record RecordEntry(List<String> mask, RecorderSettings recorder) {
    static final RecordEntry NONE = new RecordEntry(List.of(), RecorderSettings.DEFAULT);
  }

  private PolicyDocument() {}

  /// The policy, or every mistake in the file.
  ///
  /// @param masks takes patterns, or throws IllegalArgumentException with a sentence for what is
  ///   wrong with them
  public static FileResult<Policy> read(Cursor file, Consumer<List<String>> masks) {
    Set<Mistake> mistakes = new LinkedHashSet<>();
    RecordEntry record = record(file, masks, mistakes);
    String help = help(file, mistakes);
    return switch (new EntryReader<>(
            "constraints",
            List.of("record", "help"),
            UnknownKeyHints.OF_FILES,
            ConstraintDocument::read,
            constraints -> new Policy(constraints, record.mask, record.recorder, help))
        .read(file)) {
      case FileResult.Valid<Policy> valid ->
          mistakes.isEmpty() ? valid : new FileResult.Mistaken<>(List.copyOf(mistakes));
      case FileResult.Mistaken<Policy>(List<Mistake> others) -> {
        mistakes.addAll(others);
        yield new FileResult.Mistaken<>(List.copyOf(mistakes));
      }
    };
  }

  private static String help(Cursor file, Set<Mistake> mistakes) {
    try {
      return file.optional("help").map(PolicyDocument::help).orElse("");
    } catch (WrongShapeException shape) {
      mistakes.add(new Mistake(shape.line(), shape.sentence()));
      return "";
    }
  }

  private static String help(Cursor entry) {
    return EntryReader.checked(
        entry,
        () -> new Policy(List.of(), List.of(), RecorderSettings.DEFAULT, entry.text()).help());
  }

  private static RecordEntry record(
      Cursor file, Consumer<List<String>> masks, Set<Mistake> mistakes) {
    try {
      return file.optional("record").map(entry -> record(entry, masks)).orElse(RecordEntry.NONE);
    } catch (WrongShapeException shape) {
      mistakes.add(new Mistake(shape.line(), shape.sentence()));
      return RecordEntry.NONE;
    }
  }

  private static RecordEntry record(Cursor entry, Consumer<List<String>> masks) {
    entry.only(List.of("mask", "banner", "outputLimit"));
    List<Cursor> patterns = entry.items("mask");
    patterns.forEach(
        pattern -> EntryReader.checked(pattern, () -> taken(List.of(pattern.text()), masks)));
    List<String> mask = patterns.stream().map(Cursor::text).toList();
    return new RecordEntry(EntryReader.checked(entry, () -> taken(mask, masks)), recorder(entry));
  }

  private static List<String> taken(List<String> patterns, Consumer<List<String>> masks) {
    masks.accept(patterns);
    return patterns;
  }

  private static RecorderSettings recorder(Cursor entry) {
    RecorderSettings limited =
        entry
            .optional("outputLimit")
            .map(
                limit ->
                    EntryReader.checked(
                        limit, () -> new RecorderSettings(Quantity.bytes(limit.text()), "")))
            .orElse(RecorderSettings.DEFAULT);
    return entry
        .optional("banner")
        .map(
            banner ->
                EntryReader.checked(
                    banner, () -> new RecorderSettings(limited.outputLimit(), banner.text())))
        .orElse(limited);
  }
}
