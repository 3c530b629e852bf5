package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.testing.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `infra/compliance.md` names fields and queries that there are.
final class ComplianceTest {
  private static final String PAGE = page();

  /// Words in a code's form that are no fields.
  private static final Set<String> OTHERS = Set.of("granter", "exempt", "sourceIPs");

  @Test
  void eachFieldIsOneOfARecord() {
    Set<String> fields = new TreeSet<>(LogGroups.recordFields());
    List<String> named =
        Pattern.compile("`([a-z][A-Za-z]*(\\.[a-z][A-Za-z]*)?)`")
            .matcher(PAGE)
            .results()
            .map(found -> found.group(1))
            .filter(name -> !name.endsWith(".yaml") && !OTHERS.contains(name))
            .filter(name -> !queries().contains(name))
            .toList();
    assertTrue(named.size() >= 30, named.toString());
    assertEquals(List.of(), named.stream().filter(name -> !fields.contains(name)).toList());
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
    assertEquals(
        10, PAGE.lines().filter(line -> line.startsWith("| ") && line.contains("? |")).count());
  }

  private static Set<String> queries() {
    Set<String> names = new TreeSet<>();
    Stream.of("template.yaml", "infra/audit-alarms.yaml")
        .flatMap(
            path -> Template.of(path).resources("AWS::Logs::QueryDefinition").values().stream())
        .map(query -> LogGroups.text(query.required("Name")))
        .forEach(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
    return names;
  }

  private static String page() {
    try {
      return Files.readString(Path.of("infra/compliance.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
