package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the page, the report's JSON and the saved queries say of the same two logs, by the ids of
/// the records and events that each names.
///
/// What one person did in one pod is not here: the report has equal attempts as one with a count,
/// and those without a record in their places, which the query of the decisions cannot.
public final class Agreement {
  private static final Pattern ID = Pattern.compile("<td class=\"c\">([0-9a-f-]{36})<br>");
  private static final Pattern EQUAL = Pattern.compile(", ([0-9,]+) times until ");
  private static final Map<String, String> QUERIES = SavedQueries.byName();

  private final String page;
  private final List<JsonNode> rows;
  private final LogGroups groups;

  /// Asks all three.
  ///
  /// @param from of the period, as `report` takes it
  /// @param until likewise
  public Agreement(Path decisions, Path audit, Instant from, Instant until) {
    page = report(decisions, audit, from, until, "html").out();
    rows =
        report(decisions, audit, from, until, "json").lines().stream()
            .map(JsonMapper.shared()::readTree)
            .toList();
    try {
      groups = new LogGroups(Files.readAllLines(decisions), Files.readAllLines(audit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A finding as each of the three has it.
  ///
  /// @param type in the JSON
  /// @param chapter of the page, without its count
  /// @param query its name
  /// @param id the column of the query that has it
  public record Finding(
      String type,
      String chapter,
      String query,
      String id,
      Predicate<Map<String, String>> isMeant) {

    /// Only the rows whose column says so.
    Finding where(String column, Predicate<String> says) {
      return new Finding(type, chapter, query, id, row -> says.test(row.getOrDefault(column, "")));
    }

    @Override
    public String toString() {
      return type;
    }
  }

  /// All that stand in a query, too.
  public static List<Finding> findings() {
    return List.of(
        event("bypass", "Bypass: past the guard", "sessions without a record")
            .where("why", "the guard was not asked"::equals),
        event(
            "failed-open",
            "Fail-open: let pass while the guard did not answer",
            "calls that failed open"),
        event(
            "record-missing",
            "Completeness: audit events whose record is missing",
            "audit events without their record"),
        record(
            "event-missing",
            "Completeness: records without an audit event",
            "records without an audit event"),
        event("registration", "Changes of the guard's registration", "changes of the registration"),
        event("impersonated", "Under another's name", "impersonated users"),
        record("grant", "Exceptions: grants", "break-glass")
            .where("what", what -> what.startsWith("grant")),
        record("break-glass", "Exceptions: sessions under break-glass", "break-glass")
            .where("what", "break-glass"::equals),
        record("labels", "Labels that took a namespace out of a constraint", "label changes")
            .where("ceases", ceases -> !ceases.equals("[]")),
        record(
            "allowed", "Population: allowed sessions", "allowed sessions and what became of them"),
        record("denied", "Population: denied", "denials"));
  }

  private static Finding event(String type, String chapter, String query) {
    return new Finding(type, chapter, query, "auditID", _ -> true);
  }

  private static Finding record(String type, String chapter, String query) {
    return new Finding(type, chapter, query, "id", _ -> true);
  }

  /// All three name the same. The page has equal rows as one with their number, so that it names
  /// fewer.
  public void assertSame(Finding finding) {
    Set<String> ids = byQuery(finding);
    assertFalse(ids.isEmpty());
    assertEquals(ids, inJson(finding));
    OnPage onThePage = onThePage(finding);
    assertTrue(ids.containsAll(onThePage.ids), onThePage.toString());
    assertEquals(ids.size(), onThePage.findings);
  }

  /// What the page's chapter has.
  ///
  /// @param ids of rows, of equal ones that of the first
  /// @param findings all of them, equal ones too
  public record OnPage(Set<String> ids, int findings) {}

  public OnPage onThePage(Finding finding) {
    Pattern chapter =
        Pattern.compile(
            "<h3[^>]*>"
                + Pattern.quote(html(finding.chapter()))
                + ":? ?[0-9,–]*</h3>(.*?)(?=<h[23][ >]|$)",
            Pattern.DOTALL);
    Matcher found = chapter.matcher(page);
    if (!found.find()) {
      throw new AssertionError("the page has no chapter " + finding.chapter());
    }
    String rows = found.group(1);
    Set<String> ids =
        ID.matcher(rows)
            .results()
            .map(id -> id.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    int more =
        EQUAL
            .matcher(rows)
            .results()
            .mapToInt(equal -> Integer.parseInt(equal.group(1).replace(",", "")) - 1)
            .sum();
    return new OnPage(ids, ids.size() + more);
  }

  /// The ids that the JSON has.
  public Set<String> inJson(Finding finding) {
    return rows.stream()
        .filter(row -> row.path("type").asString("").equals(finding.type()))
        .map(row -> row.path("id").asString(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The ids that the query's rows have.
  public Set<String> byQuery(Finding finding) {
    try {
      return groups.run(Objects.requireNonNull(QUERIES.get(finding.query()))).stream()
          .filter(finding.isMeant())
          .map(row -> "" + row.get(finding.id()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (SQLException e) {
      throw new IllegalStateException(finding.query(), e);
    }
  }

  private static CommandRun report(
      Path decisions, Path audit, Instant from, Instant until, String output) {
    CommandRun run =
        CommandRun.of(
            "report",
            "--decisions",
            decisions.toString(),
            "--audit",
            audit.toString(),
            "--from",
            from.toString(),
            "--until",
            until.toString(),
            "--output",
            output);
    assertEquals("", run.err());
    return run;
  }

  private static String html(String text) {
    return text.replace("'", "&#39;");
  }
}
