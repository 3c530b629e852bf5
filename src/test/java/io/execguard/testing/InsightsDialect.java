package io.execguard.testing;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What of SQL the saved queries may use: AWS's page "OpenSearch SQL" of the CloudWatch Logs guide,
/// its table of commands and functions, and its restrictions.
final class InsightsDialect {
  /// Commands, and predicates, that the table names; each is in H2 and in Spark, on which
  /// OpenSearch SQL rests, with the same meaning.
  private static final Set<String> WORDS =
      Set.of(
          "select",
          "from",
          "where",
          "group",
          "by",
          "having",
          "order",
          "left",
          "outer",
          "join",
          "on",
          "limit",
          "as",
          "and",
          "or",
          "not",
          "is",
          "null",
          "in",
          "like",
          "between",
          "asc",
          "desc",
          "case",
          "when",
          "then",
          "else",
          "end",
          "distinct",
          "over",
          "partition",
          "int",
          "timestamp");

  /// Each is of a kind that the table names: aggregate, string, date, conditional, JSON, window and
  /// conversion functions.
  private static final Set<String> FUNCTIONS =
      Set.of(
          "count",
          "sum",
          "min",
          "max",
          "concat",
          "instr",
          "lower",
          "substring",
          "coalesce",
          "get_json_object",
          "lag",
          "lead",
          "cast",
          "unix_timestamp");

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|`[^`]*`");
  private static final Pattern WORD = Pattern.compile("([A-Za-z_][A-Za-z_0-9]*)\\s*(\\(?)");

  /// What is longer CloudWatch does not save.
  private static final int LONGEST = 10_000;

  private InsightsDialect() {}

  static void check(String query) {
    String bare = QUOTED.matcher(query).replaceAll("0");
    Set<String> names = names(bare);
    Matcher words = WORD.matcher(bare);
    while (words.find()) {
      String word = words.group(1).toLowerCase(Locale.ROOT);
      boolean known =
          WORDS.contains(word)
              || names.contains(word)
              || (!words.group(2).isEmpty() && FUNCTIONS.contains(word));
      require(known, "AWS does not document: " + words.group(1), query);
    }
    require(query.length() <= LONGEST, "it is too long", query);
    require(!bare.contains(";"), "one statement alone is allowed", query);
    require(count(bare, "join") <= 1, "one JOIN alone is allowed", query);
    require(depth(bare) <= 1, "one level of subqueries alone is allowed", query);
  }

  /// What the query itself names, with AS.
  private static Set<String> names(String bare) {
    return Pattern.compile("(?i)\\bas\\s+([a-z_]+)")
        .matcher(bare)
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .filter(name -> !WORDS.contains(name))
        .collect(Collectors.toSet());
  }

  private static long count(String bare, String word) {
    return Pattern.compile("(?i)\\b" + word + "\\b").matcher(bare).results().count();
  }

  /// How many SELECTs stand in one another.
  private static int depth(String bare) {
    int open = 0;
    int deepest = 0;
    ArrayDeque<Boolean> brackets = new ArrayDeque<>();
    for (MatchResult token :
        Pattern.compile("(?i)\\(\\s*select\\b|[()]").matcher(bare).results().toList()) {
      if (token.group().equals(")")) {
        open -= brackets.pop() ? 1 : 0;
      } else {
        boolean query = token.group().length() > 1;
        brackets.push(query);
        open += query ? 1 : 0;
        deepest = Math.max(deepest, open);
      }
    }
    return deepest;
  }

  private static void require(boolean holds, String problem, String query) {
    if (!holds) {
      throw new IllegalArgumentException(problem + "\n" + query);
    }
  }
}
