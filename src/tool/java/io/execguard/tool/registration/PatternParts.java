package io.execguard.tool.registration;

import java.util.ArrayList;
import java.util.List;

/// What the parts of a pattern match, each by one example: as much of RE2's syntax as that takes.
/// What it misreads makes a worse example and nothing else.
public final class PatternParts {
  /// Beyond this a repetition adds nothing to a text that is itself repeated.
  private static final int MOST_REPETITIONS = 64;

  private final String pattern;
  private final List<String> parts = new ArrayList<>();
  private int at;

  public PatternParts(String pattern) {
    this.pattern = pattern;
  }

  /// Something that each part of the pattern matches, one after the other, whatever the groups say:
  /// letters that follow each other are one part.
  public List<String> read() {
    StringBuilder letters = new StringBuilder();
    while (at < pattern.length()) {
      boolean letter = Character.isLetterOrDigit(pattern.codePointAt(at));
      String atom = atom();
      int repetitions = repetitions();
      if (letter && repetitions == 0) {
        letters.append(atom);
        continue;
      }
      add(letters.toString());
      letters.setLength(0);
      add(atom.repeat(Math.max(1, repetitions)));
    }
    add(letters.toString());
    return parts;
  }

  private void add(String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  private String atom() {
    int point = next();
    return switch (point) {
      case '\\' -> escape();
      case '[' -> set();
      case '.' -> "a";
      case '(' -> group();
      case ')', '|', '^', '$', '*', '+', '?' -> "";
      default -> Character.toString(point);
    };
  }

  /// Flags and a name are no text.
  private String group() {
    if (pattern.startsWith("?", at)) {
      while (at < pattern.length() && ":)>".indexOf(pattern.charAt(at)) < 0) {
        at++;
      }
      at = Math.min(pattern.length(), at + 1);
    }
    return "";
  }

  private String escape() {
    int point = at < pattern.length() ? next() : '\\';
    return switch (point) {
      case 'd' -> "0";
      case 'w', 'S', 'D' -> "a";
      case 's', 'W' -> " ";
      case 'b', 'B', 'A', 'z', 'E', 'C' -> "";
      case 'Q' -> skipTo("\\E");
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'x' -> hexadecimal();
      case 'p', 'P' -> {
        skipBraces();
        yield "a";
      }
      default -> Character.toString(point);
    };
  }

  private String hexadecimal() {
    if (pattern.startsWith("{", at)) {
      at++;
      return Character.toString(Integer.parseInt(skipTo("}"), 16));
    }
    int start = at;
    at = Math.min(pattern.length(), at + 2);
    return Character.toString(Integer.parseInt(pattern.substring(start, at), 16));
  }

  /// The first character of a set; of one that excludes, a letter.
  private String set() {
    boolean excludes = pattern.startsWith("^", at);
    if (excludes) {
      at++;
    }
    String first = pattern.startsWith("[:", at) ? "a" : at < pattern.length() ? inSet() : "";
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      if (pattern.startsWith("[:", at)) {
        skipTo(":]");
      } else {
        inSet();
      }
    }
    at = Math.min(pattern.length(), at + 1);
    return excludes ? "a" : first;
  }

  private String inSet() {
    int point = next();
    return point == '\\' ? escape() : Character.toString(point);
  }

  /// At least so many times, where a number says so; 0 where nothing is repeated.
  private int repetitions() {
    if (at >= pattern.length()) {
      return 0;
    }
    return switch (pattern.charAt(at)) {
      case '*', '+', '?' -> {
        at++;
        yield 1;
      }
      case '{' -> counted();
      default -> 0;
    };
  }

  private int counted() {
    String least = pattern.substring(at + 1).replaceFirst("\\D[\\s\\S]*", "");
    skipBraces();
    return least.isEmpty() || least.length() > 4
        ? 1
        : Math.min(MOST_REPETITIONS, Integer.parseInt(least));
  }

  private void skipBraces() {
    if (pattern.startsWith("{", at)) {
      skipTo("}");
    } else {
      at = Math.min(pattern.length(), at + 1);
    }
  }

  /// Behind the end of something, or the pattern's own.
  private String skipTo(String end) {
    int found = pattern.indexOf(end, at);
    int until = found < 0 ? pattern.length() : found;
    String skipped = pattern.substring(Math.min(at, until), until);
    at = Math.min(pattern.length(), until + end.length());
    return skipped;
  }

  private int next() {
    if (at >= pattern.length()) {
      return 'a';
    }
    int point = pattern.codePointAt(at);
    at += Character.charCount(point);
    return point;
  }
}
