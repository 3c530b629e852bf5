package io.execguard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A row of the table "Ten questions" of `infra/compliance.md`.
///
/// @param queries the saved queries that the row names
/// @param chapters of the report's page that the row names
public record AuditorsQuestion(String text, Set<String> queries, Set<String> chapters) {
  private static final Path PAGE = Path.of("infra/compliance.md");
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+\\?) \\| ([^|]+) \\| ([^|]*)\\|");
  private static final Pattern QUERY = Pattern.compile("query `([^`]+)`");
  private static final Pattern CHAPTER = Pattern.compile("`([^`]+)`");

  public AuditorsQuestion {
    queries = Set.copyOf(queries);
    chapters = Set.copyOf(chapters);
  }

  /// In the table's order.
  public static List<AuditorsQuestion> all() {
    try {
      return Files.readString(PAGE)
          .lines()
          .map(ROW::matcher)
          .filter(row -> row.matches())
          .map(
              row ->
                  new AuditorsQuestion(
                      row.group(1), named(QUERY, row.group(2)), named(CHAPTER, row.group(3))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> named(Pattern pattern, String cell) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(cell).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  @Override
  public String toString() {
    return text;
  }
}
