package io.execguard.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A filter pattern of CloudWatch Logs for texts, as AWS's user guide has it: terms that an event
/// has to hold, all of them, and behind a minus those that it must not. Quoted ones alone, in which
/// a backslash stands before a quote, as AWS's CDK writes it; the guide's words without quotes, its
/// question marks and regular expressions no pattern here needs.
///
/// @param held terms, each somewhere in the event
/// @param excluded terms, none of them anywhere in the event
public record TextPattern(List<String> held, List<String> excluded) {
  private static final Pattern TERM =
      Pattern.compile("(?<minus>-?)\"(?<term>(?:[^\"\\\\]|\\\\[\"\\\\])+)\"(?: |$)");

  public TextPattern {
    held = List.copyOf(held);
    excluded = List.copyOf(excluded);
  }

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException where it is none, or none that is read here
  public static TextPattern of(String text) {
    List<String> held = new ArrayList<>();
    List<String> excluded = new ArrayList<>();
    Matcher matcher = TERM.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      (matcher.group("minus").isEmpty() ? held : excluded)
          .add(matcher.group("term").replaceAll("\\\\(.)", "$1"));
      end = matcher.end();
    }
    if (end < text.length() || held.isEmpty()) {
      throw new IllegalArgumentException("no pattern of texts: " + text);
    }
    return new TextPattern(held, excluded);
  }

  /// Whether an event matches.
  public boolean matches(String event) {
    return held.stream().allMatch(event::contains) && excluded.stream().noneMatch(event::contains);
  }
}
