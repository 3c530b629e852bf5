package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.testing.LogGroups;
import io.execguard.testing.SavedQueries;
import io.execguard.tool.ExecGuard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the logs of a day, by the saved queries and by the report, and remembers what was asked.
final class Auditor implements AutoCloseable {
  static final Path PAGE = Path.of("target/report/auditor.html");

  private static final Map<String, String> QUERIES = SavedQueries.byName();
  private static final Pattern TIME = Pattern.compile("20[-0-9]{8}T[0-9:.]+Z");
  private static final Pattern ANSWERED =
      Pattern.compile("\"[a-z.-]+\\.exec-guard\\.io/decision\":\"([a-z]+)\"");

  /// From where each asked, and with what: it is the same in each row of an audit event.
  private static final Pattern HERE = Pattern.compile(" from 127\\.0\\.0\\.1( kubectl/[^|]*)? \\|");

  /// kubectl ends the name of the pod that it makes by chance.
  private static final Pattern DEBUGGER = Pattern.compile("(node-debugger)-node-[a-z0-9]{5}");

  private static final Pattern HEADING = Pattern.compile("(?=<h[23][ >])");

  private final AuditedDay day;
  private final LogGroups groups;
  private final String page;
  private final List<JsonNode> findings;
  private final Set<String> queries = new TreeSet<>();
  private final Set<String> chapters = new TreeSet<>();

  Auditor(AuditedDay day) {
    this.day = day;
    report(day, "--out", PAGE.toString());
    findings = report(day, "--output", "json").lines().map(JsonMapper.shared()::readTree).toList();
    try {
      page = Files.readString(PAGE);
      groups =
          new LogGroups(
              Files.readAllLines(AuditedDay.DECISIONS), Files.readAllLines(AuditedDay.AUDIT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  AuditedDay day() {
    return day;
  }

  private static String report(AuditedDay day, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Stream<String> command =
        Stream.of(
            "report",
            "--decisions",
            AuditedDay.DECISIONS.toString(),
            "--audit",
            AuditedDay.AUDIT.toString(),
            "--from",
            day.begin().minusSeconds(120).toString(),
            "--until",
            day.end().plusSeconds(120).toString());
    int code =
        ExecGuard.run(
            Stream.concat(command, Arrays.stream(more)).toArray(String[]::new),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    assertEquals("", err.toString());
    assertEquals(1, code, "there is what somebody has to be asked about");
    return out.toString();
  }

  /// The rows of a saved query's answer, without the probes whether the registration is followed.
  List<Map<String, String>> ask(String query) {
    return ask(query, Map.of());
  }

  /// The same, about somebody or something.
  ///
  /// @param names to put into the query, by the words in whose place they come
  List<Map<String, String>> ask(String query, Map<String, String> names) {
    queries.add(query);
    String text = Objects.requireNonNull(QUERIES.get(query), query);
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace(name.getKey(), name.getValue());
    }
    try {
      return groups.run(text).stream()
          .filter(row -> !"none".equals(row.get("pod")) && !"none".equals(row.get("name")))
          .toList();
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /// The rows in the day's order, each once: what was being done then, and these columns. A time is
  /// told by what was being done, and of an audit event's annotations the guard's decisions: none
  /// where it was not asked.
  String told(List<Map<String, String>> rows, String... columns) {
    return rows.stream()
        .sorted(Comparator.comparing(Auditor::time))
        .map(
            row ->
                Stream.concat(
                        Stream.of(time(row)),
                        Stream.of(columns).map(column -> "" + row.get(column)))
                    .map(this::read)
                    .collect(Collectors.joining(" ", "", "\n")))
        .distinct()
        .collect(Collectors.joining());
  }

  private String read(String value) {
    if (TIME.matcher(value).matches()) {
      return day.at(value).name();
    }
    return value.contains("authorization.k8s.io/decision")
        ? ANSWERED
            .matcher(value)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.joining(",", "[", "]"))
        : DEBUGGER.matcher(value).replaceFirst("$1");
  }

  private static String time(Map<String, String> row) {
    return row.containsKey("time") ? "" + row.get("time") : "" + row.get("timestamp");
  }

  /// The findings of one type in the report's JSON: when, who, what and where, and what else there
  /// is to say.
  String found(String type) {
    return findings.stream()
        .filter(finding -> finding.path("type").asString("").equals(type))
        .filter(finding -> !finding.path("where").asString("").endsWith("/none"))
        .sorted(Comparator.comparing(finding -> Instant.parse(finding.path("time").asString(""))))
        .map(
            finding ->
                Stream.of("time", "who", "what", "where", "note")
                    .map(field -> read(finding.path(field).asString("-")))
                    .collect(Collectors.joining(" | ", "", "\n")))
        .collect(Collectors.joining());
  }

  /// What the report's JSON says that somebody did in a pod: when, what, and what came of it.
  String inOrder(String who, String where) {
    return findings.stream()
        .filter(finding -> finding.path("type").asString("").equals("commands"))
        .filter(finding -> finding.path("who").asString("").equals(who))
        .filter(finding -> finding.path("where").asString("").equals(where))
        .flatMap(finding -> finding.path("inOrder").valueStream())
        .map(
            entry ->
                read(entry.path("time").asString(""))
                    + " "
                    + entry.path("what").asString("")
                    + " "
                    + entry.path("command")
                    + " "
                    + entry.path("came").asString("")
                    + (entry.path("times").isMissingNode()
                        ? ""
                        : ", "
                            + entry.path("times").asInt()
                            + " times until "
                            + read(entry.path("last").asString("")))
                    + "\n")
        .collect(Collectors.joining());
  }

  /// A count of the report.
  int counted(String what) {
    return findings.getLast().path("counts").path(what).asInt(-1);
  }

  /// A chapter of the page as a person reads it: each row of its tables is one line, its cells
  /// apart by bars.
  String chapter(String title) {
    chapters.add(title);
    return section(title)
        .replaceAll("</t[dh]>(?=<t)", " | ")
        .replaceAll("</(tr|h[23]|p)>", "\n")
        .lines()
        .map(Auditor::plain)
        .map(line -> HERE.matcher(line).replaceFirst(" |"))
        .filter(line -> !line.isEmpty() && !line.contains("/none | "))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String section(String title) {
    List<String> parts = HEADING.splitAsStream(page).toList();
    for (int i = 0; i < parts.size(); i++) {
      String heading = plain(parts.get(i).replaceAll("(?s)</h[23]>.*", ""));
      if (heading.equals(title)) {
        StringBuilder section = new StringBuilder(parts.get(i));
        for (int j = i + 1; j < parts.size() && parts.get(j).startsWith("<h3"); j++) {
          section.append(parts.get(j));
        }
        return section.toString();
      }
      if (heading.matches(Pattern.quote(title) + ": [0-9,]+")) {
        return parts.get(i);
      }
    }
    throw new AssertionError("the page has no chapter " + title);
  }

  private static String plain(String html) {
    return html.replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /// The saved queries that were asked.
  Set<String> queries() {
    return queries;
  }

  /// The chapters that were read.
  Set<String> chapters() {
    return chapters;
  }

  @Override
  public void close() {
    try {
      groups.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
