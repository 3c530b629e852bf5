package io.execguard.admission;

import io.execguard.json.Printable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A word as a POSIX shell takes it, so that it stays one word and nothing in it is obeyed.
///
/// Other shells read a quote or a backslash within quotes otherwise: fish ran what stood behind
/// `\\'`. What somebody else chose is put into a line only where it is plain ([#isPlain]).
public final class ShellWord {
  /// What no shell gives a meaning to. A leading `=` or `~` has one: zsh's and every shell's.
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*");

  private static final Pattern ALIKE = Pattern.compile("[A-Za-z0-9 _@%+=:,.;/#()-]+");

  private ShellWord() {}

  /// Whether every shell reads it alike in single quotes: fish, tcsh and PowerShell, too. Usernames
  /// and session names of EKS are.
  static boolean isPlain(String text) {
    return ALIKE.matcher(text).matches();
  }

  /// In quotes where it needs any.
  public static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  /// In quotes.
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /// Words with blanks between them; nothing where one of them could not be shown as it is, so that
  /// a person would paste another than they read, or is not the same word to every shell.
  static Optional<String> line(List<String> words) {
    return words.stream().allMatch(word -> isShown(word) && !isReadOtherwise(word))
        ? Optional.of(words.stream().map(ShellWord::of).collect(Collectors.joining(" ")))
        : Optional.empty();
  }

  /// By fish and PowerShell.
  private static boolean isReadOtherwise(String word) {
    return word.contains("'") || word.contains("\\\\") || word.endsWith("\\");
  }

  static boolean isShown(String text) {
    return text.codePoints().allMatch(Printable::is);
  }
}
