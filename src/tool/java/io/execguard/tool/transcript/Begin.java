package io.execguard.tool.transcript;

import io.execguard.json.Printable;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a session's first line says.
///
/// @param version of the recorder's lines; empty where it says none
/// @param command empty where it says none
record Begin(String version, boolean terminal, String by, String user, String command) {
  static final Begin NONE = new Begin("", true, "", "", "");

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
      case "v" -> new Begin(value, terminal, by, user, command);
      case "tty" -> new Begin(version, value.equals("yes"), by, user, command);
      case "by" -> new Begin(version, terminal, value, user, command);
      case "container-user" -> new Begin(version, terminal, by, value, command);
      default -> this;
    };
  }

  private Begin running(String words) {
    return new Begin(version, terminal, by, user, words);
  }
}
