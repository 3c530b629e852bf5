package io.execguard.admission;

import io.execguard.json.Printable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A word as a POSIX shell takes it, so that it stays one word and nothing in it is obeyed.
/// PowerShell reads what is quoted here in the same way, but for a quote within.
public final class ShellWord {
  /// What no shell gives a meaning to. A leading `=` or `~` has one: zsh's and every shell's.
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*");

  private ShellWord() {}

  /// In quotes where it needs any.
  public static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  /// In quotes.
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /// Words with blanks between them; nothing where one of them could not be shown as it is, so that
  /// a person would paste another than they read.
  static Optional<String> line(List<String> words) {
    return words.stream().allMatch(ShellWord::isShown)
        ? Optional.of(words.stream().map(ShellWord::of).collect(Collectors.joining(" ")))
        : Optional.empty();
  }

  static boolean isShown(String text) {
    return text.codePoints().allMatch(Printable::is);
  }
}
