package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.AuditorsQuestion;
import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `infra/compliance.md` names fields and queries that there are.
final class ComplianceTest {
  private static final String PAGE = page();

  /// Of an audit event.
  private static final String ADDRESS = "sourceIPs";

  @Test
  void eachFieldIsOneOfARecord() {
    Set<String> fields = new TreeSet<>(LogGroups.recordFields());
    List<String> named =
        Pattern.compile("`([a-z][A-Za-z]*(\\.[a-z][A-Za-z]*)?)`")
            .matcher(PAGE)
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.endsWith(".yaml") && !name.equals(ADDRESS))
            .filter(name -> !queries().contains(name))
            .toList();
    assertTrue(named.size() >= 30, named.toString());
    assertEquals(
        List.of(),
        named.stream().filter(name -> !fields.contains(name) && !isColumn(name)).toList());
  }

  @Test
  void eachQueryIsSavedAndEachSavedOneIsNamed() {
    Set<String> named = new TreeSet<>();
    Pattern.compile("query `([^`]+)`")
        .matcher(PAGE)
        .results()
        .forEach(found -> named.add(found.group(1)));
    assertEquals(queries(), named);
  }

  @Test
  void thereAreTenQuestions() {
    assertEquals(10, AuditorsQuestion.all().size());
    assertEquals(
        10, PAGE.lines().filter(line -> line.startsWith("| ") && line.contains("? |")).count());
  }

  private static boolean isColumn(String name) {
    Pattern column = Pattern.compile("\\bAS " + Pattern.quote(name) + "\\b");
    return SavedQueries.byName().values().stream().anyMatch(column.asPredicate());
  }

  private static Set<String> queries() {
    return SavedQueries.byName().keySet();
  }

  private static String page() {
    try {
      return Files.readString(Path.of("infra/compliance.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
