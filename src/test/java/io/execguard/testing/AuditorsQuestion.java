package io.execguard.testing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A section of the chapter "Ten questions" of `docs/compliance.md`.
///
/// @param queries the saved queries that the section names
/// @param chapters of the report's page that the section names
public record AuditorsQuestion(String text, Set<String> queries, Set<String> chapters) {
  private static final Pattern QUERY = Pattern.compile("query `([^`]+)`");
  private static final Pattern CHAPTER = Pattern.compile("`([^`]+)`");

  public AuditorsQuestion {
    queries = Set.copyOf(queries);
    chapters = Set.copyOf(chapters);
  }

  /// In the page's order.
  public static List<AuditorsQuestion> all() {
    return ManualSection.of(Manual.page("docs/compliance.md"), "Ten questions").stream()
        .filter(section -> section.heading().endsWith("?"))
        .map(AuditorsQuestion::of)
        .toList();
  }

  private static AuditorsQuestion of(ManualSection section) {
    return new AuditorsQuestion(
        section.heading(),
        named(QUERY, section.items().stream().filter(item -> item.startsWith("Ask "))),
        named(CHAPTER, section.items().stream().filter(item -> item.startsWith("On the page"))));
  }

  private static Set<String> named(Pattern pattern, Stream<String> items) {
    Set<String> names = new TreeSet<>();
    items.forEach(item -> pattern.matcher(item).results().forEach(one -> names.add(one.group(1))));
    return names;
  }

  @Override
  public String toString() {
    return text;
  }
}
