package io.execguard.admission;

import io.execguard.json.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A word as a POSIX shell takes it, so that it stays one word and nothing in it is obeyed.
///
/// Other shells read a quote or a backslash within quotes otherwise: fish ran what stood behind
/// `\\'`. What somebody else chose is put into a line only where it is plain ([#isPlain]).
public final class ShellWord {
  /// Beside letters and digits, what no shell gives a meaning to. A leading `=` or `~` has one:
  /// zsh's and every shell's.
  private static final String PLAIN = "_@%+=:,./-";

  private static final String ALIKE = PLAIN + " ;#()";

  private ShellWord() {}

  /// Whether every shell reads it alike in single quotes: fish, tcsh and PowerShell, too. Usernames
  /// and session names of EKS are.
  static boolean isPlain(String text) {
    return !text.isEmpty() && isOf(text, ALIKE);
  }

  /// In quotes where it needs any.
  public static String of(String text) {
    return isOf(text, PLAIN) && !text.isEmpty() && text.charAt(0) != '=' ? text : quoted(text);
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
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (!Printable.is(point)) {
        return false;
      }
      i += Character.charCount(point);
    }
    return true;
  }

  private static boolean isOf(String text, String marks) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!isLetterOrDigit(unit) && marks.indexOf(unit) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9');
  }
}
