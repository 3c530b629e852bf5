package io.execguard.tool;

import io.execguard.tool.registration.PatternParts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A text that keeps a search for a pattern busy: what it begins with again and again, and nothing
/// that ends it.
///
/// @param head stands once
/// @param unit is repeated behind it
record HostileText(String head, String unit) {
  /// What a mask searches of a command.
  static final int LENGTH = 64 << 10;

  /// Long enough for most counted repetitions, short enough to stand in a text many times.
  private static final int LONG = 200;

  private static final List<String> USUAL = List.of("a", "A", "0", "aA0", "a ", "-", "=");

  /// Made from the pattern's own letters, as somebody would make them who has read the policy.
  static Set<HostileText> of(String pattern) {
    List<String> parts = new PatternParts(pattern).read();
    Set<HostileText> texts = new LinkedHashSet<>();
    USUAL.forEach(unit -> texts.add(new HostileText("", unit)));
    String before = "";
    for (String part : parts) {
      texts.add(new HostileText("", part));
      texts.add(new HostileText(before, part));
      texts.add(new HostileText("", before + part));
      texts.add(new HostileText("", before + part + " "));
      texts.add(new HostileText("", before + part.repeat(LONG)));
      before += part;
    }
    return texts;
  }

  String text() {
    return (head + unit.repeat(LENGTH / unit.length() + 1)).substring(0, LENGTH);
  }
}
