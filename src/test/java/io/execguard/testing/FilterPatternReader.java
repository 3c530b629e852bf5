package io.execguard.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads a [FilterPattern], strictly.
final class FilterPatternReader {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?<token>\\$(?:\\.[A-Za-z0-9_-]+(?:\\[\\d+])*)+" // a selector
              + "|&&|\\|\\||[(){}]|[<>!]=|[=<>]"
              + "|\"[^\"\\\\]*\"|%[^%]*%|[A-Za-z0-9_.*+-]+)\\s*");

  /// Unquoted: alphanumeric, by the guide's rule; with points, by its example `123.123.*`.
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.*]+");

  /// The guide's characters, operators and escapes; it refuses parentheses.
  private static final Pattern REGULAR_EXPRESSION =
      Pattern.compile(
          "(?:[A-Za-z0-9:_#=@/;, ^$?{}|*+.\\[\\]-]"
              + "|\\\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9]))+");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private final List<FilterSelector> selectors = new ArrayList<>();
  private int next;

  FilterPatternReader(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.lookingAt()) {
      tokens.add(matcher.group("token"));
      matcher.region(matcher.end(), text.length());
    }
    if (matcher.regionStart() < text.length()) {
      throw wrong("it cannot hold " + text.substring(matcher.regionStart()));
    }
  }

  FilterPattern pattern() {
    expect("{");
    FilterCondition condition = any();
    expect("}");
    if (next < tokens.size()) {
      throw wrong("something stands behind its end");
    }
    return new FilterPattern(condition, selectors);
  }

  private FilterCondition any() {
    FilterCondition left = all();
    while (take("||")) {
      left = new FilterCondition.Any(left, all());
    }
    return left;
  }

  private FilterCondition all() {
    FilterCondition left = one();
    while (take("&&")) {
      left = new FilterCondition.All(left, one());
    }
    return left;
  }

  private FilterCondition one() {
    if (take("(")) {
      FilterCondition inside = any();
      expect(")");
      return inside;
    }
    FilterSelector selector = selector(token());
    String operator = token();
    return switch (operator) {
      case "IS" -> is(selector, token());
      case "NOT" -> {
        expect("EXISTS");
        yield new FilterCondition.Absent(selector);
      }
      default ->
          FilterCondition.Operator.of(operator)
              .map(known -> compared(selector, known, token()))
              .orElseThrow(() -> wrong("no operator: " + operator));
    };
  }

  private FilterSelector selector(String token) {
    if (!token.startsWith("$")) {
      throw wrong("a selector begins with $., and this does not: " + token);
    }
    FilterSelector selector = FilterSelector.of(token);
    selectors.add(selector);
    return selector;
  }

  private FilterCondition is(FilterSelector selector, String word) {
    return switch (word) {
      case "TRUE" -> new FilterCondition.Is(selector, Optional.of(true));
      case "FALSE" -> new FilterCondition.Is(selector, Optional.of(false));
      case "NULL" -> new FilterCondition.Is(selector, Optional.empty());
      default -> throw wrong("IS takes TRUE, FALSE or NULL, and not " + word);
    };
  }

  private FilterCondition compared(
      FilterSelector selector, FilterCondition.Operator operator, String operand) {
    if (FilterCondition.NUMBER.matcher(operand).matches()) {
      return new FilterCondition.Number(selector, operator, new BigDecimal(operand));
    }
    if (!operator.isEquality()) {
      throw wrong(operator.sign() + " takes a number, and not " + operand);
    }
    boolean wanted = operator == FilterCondition.Operator.EQUAL;
    if (operand.startsWith("%")) {
      return new FilterCondition.Text(selector, wanted, regularExpression(operand), false);
    }
    boolean quoted = operand.startsWith("\"");
    if (!quoted && !WORD.matcher(operand).matches()) {
      throw wrong("this has to stand in double quotes: " + operand);
    }
    String said = quoted ? operand.substring(1, operand.length() - 1) : operand;
    return new FilterCondition.Text(selector, wanted, wildcards(said), said.contains("*"));
  }

  private Pattern regularExpression(String operand) {
    String inside = operand.substring(1, operand.length() - 1);
    if (!REGULAR_EXPRESSION.matcher(inside).matches()) {
      throw wrong("a regular expression holds no such thing: " + operand);
    }
    try {
      return Pattern.compile("[\\s\\S]*(?:" + inside + ")[\\s\\S]*");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("no regular expression: " + operand, e);
    }
  }

  /// An asterisk in the middle stands for itself: `Ev*ent` matches the text `Ev*ent` alone.
  private static Pattern wildcards(String said) {
    if (said.equals("*")) {
      return Pattern.compile("[\\s\\S]*");
    }
    boolean open = said.startsWith("*");
    boolean goesOn = said.endsWith("*");
    String kept = said.substring(open ? 1 : 0, said.length() - (goesOn ? 1 : 0));
    return Pattern.compile(
        (open ? "[\\s\\S]*" : "") + Pattern.quote(kept) + (goesOn ? "[\\s\\S]*" : ""));
  }

  private String token() {
    if (next == tokens.size()) {
      throw wrong("it ends too early");
    }
    return tokens.get(next++);
  }

  private boolean take(String wanted) {
    boolean found = next < tokens.size() && tokens.get(next).equals(wanted);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String wanted) {
    String found = token();
    if (!found.equals(wanted)) {
      throw wrong(wanted + " has to stand where " + found + " stands");
    }
  }

  private IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException("the pattern " + text + ": " + problem);
  }
}
