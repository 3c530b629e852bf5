package io.execguard.tool.transcript;

import io.execguard.json.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a session's first line says.
///
/// @param version of the recorder's lines; empty where it says none
/// @param size of the terminal when the session began; empty where it says none
/// @param command empty where it says none
record Begin(
    String version, boolean terminal, Optional<Size> size, String by, String user, String command) {
  static final Begin NONE = new Begin("", true, Optional.empty(), "", "", "");

  /// As `stty size` has it: rows first.
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

  private static final Pattern FIELD = Pattern.compile("\\G([a-z-]{1,20})=(\\S*) ?");

  /// Their lines mean the same: the second version is told its bound and banner in its first word.
  boolean isOfKnownVersion() {
    return version.equals("1") || version.equals("2");
  }

  /// Reads fields up to the command, which is the last; those of later recorders are passed over.
  static Begin of(byte[] text) {
    String all = Printable.only(new String(text, StandardCharsets.UTF_8).stripTrailing());
    int command = all.indexOf("command=");
    String fields = command < 0 ? all : all.substring(0, command);
    Begin begin = NONE;
    Matcher field = FIELD.matcher(fields);
    while (field.find()) {
      begin = begin.with(field.group(1), field.group(2));
    }
    return command < 0 ? begin : begin.running(all.substring(command + "command=".length()));
  }

  private Begin with(String name, String value) {
    return switch (name) {
      case "v" -> new Begin(value, terminal, size, by, user, command);
      case "tty" -> new Begin(version, value.equals("yes"), size, by, user, command);
      case "size" -> new Begin(version, terminal, size(value), by, user, command);
      case "by" -> new Begin(version, terminal, size, value, user, command);
      case "container-user", "user" -> new Begin(version, terminal, size, by, value, command);
      default -> this;
    };
  }

  private Begin running(String words) {
    return new Begin(version, terminal, size, by, user, words);
  }

  private static Optional<Size> size(String text) {
    return Size.of(SIZE.matcher(text).replaceFirst("$2x$1"));
  }
}
