package io.execguard.admission;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells an upload by the command that reads it from stdin, whatever tool sends it: kubectl and its
/// libraries run tar, others a shell that writes what `cat` or `base64` reads.
final class Uploads {
  private static final Pattern SHELL = Pattern.compile("(?:.*/)?(?:ba|da|a|z|k)?sh");
  private static final Pattern TAR = Pattern.compile("(?:.*/)?(?:bsd|g)?tar");
  private static final Pattern EXTRACTING =
      Pattern.compile("-?[a-zA-Z]*x[a-zA-Z]*|--extract|--get");

  /// Characters of a program's path, and of an option: longer ones are another's, and would keep a
  /// regular expression busy.
  private static final int LONGEST_WORD = 255;

  private static final int LONGEST_OPTION = 32;

  /// Characters of a script that are looked at: those tools write a line.
  private static final int LONGEST_SCRIPT = 4_096;

  /// Each of them reads stdin and writes a file: no regular expression of it can go back and forth.
  private static final Pattern TAR_IN_SCRIPT =
      Pattern.compile("\\btar\\s+(?:-C\\s+\\S+\\s+)?-?[a-zA-Z]*x");

  private static final Pattern BASE64 = Pattern.compile("\\bbase64\\s+(?:-d|-D|--decode|-di)\\b");
  private static final Pattern CAT = Pattern.compile("\\bcat\\s*(?:-\\s*|/dev/stdin\\s*)?>");
  private static final Pattern WRITER = Pattern.compile("\\b(tee|dd)\\s");

  private Uploads() {}

  /// The program that reads the upload; nothing for what is none.
  static Optional<String> reader(List<String> command) {
    if (command.size() < 2) {
      return Optional.empty();
    }
    String program = command.getFirst();
    if (program.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    if (TAR.matcher(program).matches()) {
      return isExtracting(command) ? Optional.of("tar") : Optional.empty();
    }
    if (SHELL.matcher(program).matches()) {
      return ofScript(command.getLast());
    }
    return ofScript(String.join(" ", command)).filter(reader -> program.endsWith(reader));
  }

  private static boolean extracts(String word) {
    return word.length() <= LONGEST_OPTION && EXTRACTING.matcher(word).matches();
  }

  /// The first word needs no dash, and an option may stand before the one that extracts.
  private static boolean isExtracting(List<String> command) {
    return extracts(command.get(1))
        || command.stream()
            .skip(2)
            .filter(word -> word.startsWith("-"))
            .anyMatch(Uploads::extracts);
  }

  private static Optional<String> ofScript(String script) {
    String text = RequestWording.cut(script, LONGEST_SCRIPT);
    if (TAR_IN_SCRIPT.matcher(text).find()) {
      return Optional.of("tar");
    }
    if (BASE64.matcher(text).find()) {
      return Optional.of("base64");
    }
    if (CAT.matcher(text).find()) {
      return Optional.of("cat");
    }
    var writer = WRITER.matcher(text);
    return writer.find() ? Optional.of(writer.group(1)) : Optional.empty();
  }
}
