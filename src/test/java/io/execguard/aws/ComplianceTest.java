package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.testing.AuditorsQuestion;
import io.execguard.testing.EventRules;
import io.execguard.testing.Function;
import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import io.execguard.testing.Template;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/compliance.md` names fields, queries, chapters, alarms, rules, parameters and policy keys
/// that there are; [ComplianceSectionsTest] has its sections.
final class ComplianceTest {
  // A sentence goes on in the next line.
  private static final String PAGE =
      text(Path.of("docs/compliance.md")).replaceAll("(?<=\\S)\\s+(?=\\S)", " ");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final List<Template> TEMPLATES =
      Stream.of("template.yaml", "infra/audit-alarms.yaml", "infra/archive.yaml")
          .map(Template::of)
          .toList();

  @TempDir private Path folder;

  @Test
  void eachFieldIsOneOfARecordOrOfAnAuditEvent() {
    Set<String> known = new TreeSet<>(LogGroups.recordFields());
    Stream.of("report/audit.jsonl", "audit-cases/namespace-changed-past-the-guard.jsonl")
        .flatMap(file -> LogGroups.lines(file).stream())
        .forEach(event -> known.addAll(Function.tree(event).names()));
    known.addAll(named("policy key"));
    known.addAll(queries());
    List<String> fields =
        names(PAGE)
            .filter(name -> name.matches("[a-z][A-Za-z]*(\\.[a-z][A-Za-z]*)?"))
            .filter(name -> !name.endsWith(".yaml") && !name.endsWith(".json"))
            .toList();
    assertTrue(fields.size() >= 60, fields.toString());
    assertEquals(
        List.of(),
        fields.stream().filter(name -> !known.contains(name) && !isColumn(name)).toList());
  }

  @Test
  void eachQueryIsSavedAndEachSavedOneIsNamed() {
    assertEquals(queries(), named("query", "queries"));
  }

  @Test
  void eachChapterIsOnTheReportsPage() {
    Set<String> chapters = named("chapter", "chapters");
    AuditorsQuestion.all().forEach(question -> chapters.addAll(question.chapters()));
    assertTrue(chapters.size() >= 15, chapters.toString());
    Set<String> missing = new TreeSet<>(chapters);
    missing.removeAll(headings());
    assertEquals(Set.of(), missing);
  }

  @Test
  void eachAlarmAndEachRuleIsInATemplate() {
    Set<String> alarms =
        TEMPLATES.stream()
            .flatMap(template -> template.resources("AWS::CloudWatch::Alarm").keySet().stream())
            .collect(Collectors.toSet());
    Set<String> rules =
        EventRules.all().stream()
            .map(rule -> rule.substring(rule.indexOf(' ') + 1))
            .collect(Collectors.toSet());
    assertNamed(alarms, named("alarm", "alarms"), 14);
    assertNamed(rules, named("rule", "rules"), 7);
  }

  @Test
  void eachParameterIsATemplatesAndEachPolicyKeyThePolicys() {
    Set<String> parameters =
        TEMPLATES.stream()
            .flatMap(template -> template.tree().required("Parameters").names().stream())
            .collect(Collectors.toSet());
    assertNamed(parameters, named("parameter"), 4);
    Set<String> keys = new TreeSet<>();
    properties(Function.tree(text(Path.of("schemas/policy.schema.json"))).json(), keys);
    assertNamed(keys, named("policy key"), 4);
  }

  private static void assertNamed(Set<String> known, Set<String> named, int atLeast) {
    assertTrue(named.size() >= atLeast, named.toString());
    assertEquals(
        Set.of(), named.stream().filter(name -> !known.contains(name)).collect(Collectors.toSet()));
  }

  /// What stands in backticks behind one of these words, and with commas or an "and" behind that.
  private static Set<String> named(String... words) {
    return Pattern.compile(
            "(?i:\\b(?:%s)) (`[^`]+`(?:(?:, | and )`[^`]+`)*)".formatted(String.join("|", words)))
        .matcher(PAGE)
        .results()
        .flatMap(list -> names(list.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> names(String text) {
    return NAME.matcher(text).results().map(name -> name.group(1));
  }

  /// Of a page with all that a page can have.
  private Set<String> headings() {
    Path page = folder.resolve("report.html");
    Path resources = Path.of("src/test/resources/report");
    CommandRun.of(
        List.of(
            "report",
            "--decisions",
            resources.resolve("decisions.jsonl").toString(),
            "--audit",
            resources.resolve("audit.jsonl").toString(),
            "--transcripts",
            resources.resolve("README.md").toString(),
            "--out",
            page.toString()));
    return Pattern.compile("<h[2-4][^>]*>([^<]+)<")
        .matcher(text(page))
        .results()
        .map(heading -> heading.group(1).replace("&#39;", "'"))
        // Behind a colon stands what was found.
        .map(heading -> heading.replaceFirst(": [^:]*$", ""))
        .collect(Collectors.toSet());
  }

  private static void properties(Json schema, Set<String> names) {
    switch (schema) {
      case Json.Members(var members, _) ->
          members.forEach(
              (name, value) -> {
                if (name.equals("properties")) {
                  names.addAll(Cursor.at(name, value).names());
                }
                properties(value, names);
              });
      case Json.Items(var items, _) -> items.forEach(item -> properties(item, names));
      case Json.Text _, Json.Digits _, Json.Flag _, Json.Null _ -> {}
    }
  }

  private static boolean isColumn(String name) {
    Pattern column = Pattern.compile("\\bAS " + Pattern.quote(name) + "\\b");
    return SavedQueries.byName().values().stream().anyMatch(column.asPredicate());
  }

  private static Set<String> queries() {
    return SavedQueries.byName().keySet();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
