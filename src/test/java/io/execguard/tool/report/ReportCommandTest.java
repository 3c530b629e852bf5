package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import io.execguard.tool.CommandRun;
import io.execguard.tool.terminal.Rfc3339;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The report of a run against a real API server; `src/test/resources/report/README.md` says what
/// was done in it.
class ReportCommandTest {
  private static final Path RUN = Path.of("src/test/resources/report");
  private static final Path DECISIONS = RUN.resolve("decisions.jsonl");
  private static final Path AUDIT = RUN.resolve("audit.jsonl");
  private static final String[] PERIOD = {
    "--from", "2026-11-25T00:50:00Z", "--until", "2026-11-25T01:00:00Z"
  };
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path directory;

  @Test
  void findsTheSessionPastTheGuardAndNothingElse() {
    List<JsonNode> found = json(0, DECISIONS, AUDIT);
    JsonNode bypass = only(found, "bypass");
    assertEquals("mallory (impersonated by admin)", bypass.path("who").asString(""));
    assertEquals("exec -i", bypass.path("what").asString(""));
    assertEquals("[\"cat\"]", bypass.path("command").toString());
    assertEquals("production/web", bypass.path("where").asString(""));
    assertEquals(
        Map.ofEntries(
            Map.entry("bypass", 1L),
            Map.entry("failed-open", 1L),
            Map.entry("unanswered", 2L),
            Map.entry("impersonated", 18L),
            Map.entry("registration", 4L),
            Map.entry("grant", 2L),
            Map.entry("break-glass", 1L),
            Map.entry("allowed", 4L),
            Map.entry("denied", 4L),
            Map.entry("commands", 7L),
            Map.entry("summary", 1L)),
        kinds(found));
  }

  @Test
  void saysWhoOpenedWhatAndWhatLetThem() {
    assertEquals(
        List.of(
            "jane (impersonated by admin) exec -i staging/web no-constraint",
            "jane (impersonated by admin) debug -i staging/web no-constraint",
            "jane (impersonated by admin) attach -i staging/web no-constraint",
            "bob (impersonated by admin) exec -i production/web break-glass; INC-4242; from"),
        json(0, DECISIONS, AUDIT).stream()
            .filter(one -> one.path("type").asString("").equals("allowed"))
            .map(
                one ->
                    Stream.of("who", "what", "where", "note")
                        .map(name -> one.path(name).asString(""))
                        .collect(Collectors.joining(" "))
                        .replaceFirst("from .*", "from"))
            .toList());
  }

  @Test
  void namesTheEntryThatExemptedSomebody() throws IOException {
    String session =
        Files.readAllLines(DECISIONS).stream()
            .filter(line -> line.contains("\"break-glass\""))
            .filter(line -> line.contains("\"interactive\":true"))
            .findFirst()
            .orElseThrow()
            .replace("\"reason\":\"break-glass\"", "\"reason\":\"exempt\"")
            .replace(
                "\"breakGlass\":",
                "\"exemptions\":[{\"constraint\":\"production\",\"by\":\"group\",\"source\":\"sre\"}],\"other\":");
    Path file = Files.writeString(directory.resolve("some.jsonl"), session + "\n");
    List<JsonNode> found = lines(CommandRun.of(arguments("--decisions", file, "--output", "json")));
    assertEquals(
        "exempt; group sre of production", only(found, "allowed").path("note").asString(""));
  }

  /// A shell on a node passes two doors, and one of them may allow what the other denies; the
  /// records can come in any order.
  @Test
  void aSessionThatAnotherDoorDeniesWasNotAllowed() throws IOException {
    List<String> shell =
        Files.readAllLines(DECISIONS).stream()
            .filter(line -> line.contains("node-debugger-node"))
            .toList();
    assertEquals(2, shell.size());
    String allowed =
        shell
            .getFirst()
            .replace("\"decision\":\"deny\"", "\"decision\":\"allow\"")
            .replaceFirst("\"reason\":\"[^\"]*\"", "\"reason\":\"no-constraint\"");
    Path file =
        Files.writeString(directory.resolve("some.jsonl"), allowed + "\n" + shell.getLast() + "\n");
    List<JsonNode> found = lines(CommandRun.of(arguments("--decisions", file, "--output", "json")));
    assertEquals(Map.of("denied", 1L, "commands", 1L, "summary", 1L), kinds(found));
    assertEquals(0, counts(found).path("allowedSessions").asInt());
  }

  @Test
  void countsWhatNeverReachesTheGuardForWhatItIs() {
    JsonNode counts = counts(json(0, DECISIONS, AUDIT));
    assertEquals(22, counts.path("eventsJudged").asInt());
    assertEquals(15, counts.path("eventsRecorded").asInt());
    assertEquals(1, counts.path("eventsForbidden").asInt());
    assertEquals(2, counts.path("eventsRefused").asInt(), "the probes of what is not there");
    assertEquals(2, counts.path("eventsUnanswered").asInt());
    assertEquals(16, counts.path("recordsTwinned").asInt());
  }

  @Test
  void countsAnAttemptOnceThatKubectlSendsTwiceOrThatPassesTwoDoors() {
    JsonNode counts = counts(json(0, DECISIONS, AUDIT));
    assertEquals(16, counts.path("records").asInt());
    assertEquals(10, counts.path("attempts").asInt());
    assertEquals(4, counts.path("denied").asInt());
  }

  @Test
  void countsTheSameLinesInOverlappingExportsOnce() {
    List<JsonNode> once = json(0, DECISIONS, AUDIT);
    List<JsonNode> twice =
        lines(
            CommandRun.of(
                arguments(
                    "--decisions",
                    DECISIONS,
                    DECISIONS,
                    "--audit",
                    AUDIT,
                    AUDIT,
                    "--output",
                    "json")));
    assertEquals(kinds(once), kinds(twice));
    assertEquals(16, counts(twice).path("linesAgain").asInt());
    assertEquals(10, counts(twice).path("attempts").asInt());
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatComesOutOfCloudWatch(Export export) throws IOException {
    Path decisions = directory.resolve("decisions");
    Path audit = directory.resolve("audit");
    Files.write(decisions, export.of(Files.readAllLines(DECISIONS)));
    Files.write(audit, export.of(Files.readAllLines(AUDIT)));

    List<JsonNode> found = json(0, decisions, audit);
    assertEquals(kinds(json(0, DECISIONS, AUDIT)), kinds(found));
    assertTrue(
        only(found, "summary").path("policies").path(0).path("textIsOfDigest").asBoolean(false));
  }

  enum Export {
    LINES_OF_JSON {
      @Override
      byte[] of(List<String> messages) {
        return bytes(joined(messages, "", "\n"));
      }
    },
    GZIP {
      @Override
      byte[] of(List<String> messages) {
        return gzip(LINES_OF_JSON.of(messages));
      }
    },
    GZIP_IN_SEVERAL_MEMBERS {
      @Override
      byte[] of(List<String> messages) {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        messages.forEach(message -> members.writeBytes(gzip(bytes(message + "\n"))));
        return members.toByteArray();
      }
    },
    S3_EXPORT {
      @Override
      byte[] of(List<String> messages) {
        return gzip(bytes(joined(messages, "2026-11-25T00:55:00.001Z ", "\n\n")));
      }
    },
    FILTER_LOG_EVENTS {
      @Override
      byte[] of(List<String> messages) {
        String events =
            messages.stream()
                .map(
                    message ->
                        "        {\n            \"logStreamName\": \"a\",\n            \"timestamp\": 1,\n"
                            + "            \"message\": "
                            + JSON.writeValueAsString(message + "\n")
                            + ",\n            \"eventId\": \"1\"\n        }")
                .collect(Collectors.joining(",\n"));
        return bytes(
            "{\n    \"events\": [\n" + events + "\n    ],\n    \"searchedLogStreams\": []\n}\n");
      }
    },
    FILTER_LOG_EVENTS_IN_ONE_LINE {
      @Override
      byte[] of(List<String> messages) {
        return bytes(
            JSON.writeValueAsString(
                Map.of("events", messages.stream().map(one -> Map.of("message", one)).toList())));
      }
    },
    FILTER_LOG_EVENTS_AS_TEXT {
      @Override
      byte[] of(List<String> messages) {
        return bytes(
            joined(messages, "EVENTS\t123\t1764032100000\tstream\t", "\n\t1764032100000\n")
                + "SEARCHEDLOGSTREAMS\tstream\tTrue\n");
      }
    },
    MESSAGES_BETWEEN_TABS {
      @Override
      byte[] of(List<String> messages) {
        return bytes(String.join("\t", messages) + "\n");
      }
    },
    LOGS_TAIL {
      @Override
      byte[] of(List<String> messages) {
        return bytes(joined(messages, "2026-11-25T00:55:00.001000+00:00 2026/11/25/[7]a ", "\n"));
      }
    },
    SUBSCRIPTION {
      @Override
      byte[] of(List<String> messages) {
        return bytes(joined(messages.stream().map(Export::delivered).toList(), "", "") + CONTROL);
      }
    },
    SUBSCRIPTION_IN_GZIP_IN_GZIP {
      @Override
      byte[] of(List<String> messages) {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        messages.forEach(message -> members.writeBytes(gzip(bytes(delivered(message)))));
        return gzip(members.toByteArray());
      }
    },
    WITH_LINES_OF_OTHER_LOGS {
      @Override
      byte[] of(List<String> messages) {
        return bytes(
            "START RequestId: 1 Version: 7\n"
                + "{\"time\":\"2026-11-25T00:55:00Z\",\"type\":\"platform.start\",\"record\":{}}\n"
                    .repeat(messages.getFirst().contains("schemaVersion") ? 1 : 0)
                + "I1125 00:55:00.000000      10 httplog.go:132] \"HTTP\"\n"
                + "time=\"2026-11-25T00:55:00Z\" level=info msg=\"access granted\"\n"
                + joined(messages, "", "\r\n"));
      }
    };

    private static final String CONTROL =
        "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logEvents\":[{\"id\":\"\","
            + "\"timestamp\":1,\"message\":\"\"}]}";

    abstract byte[] of(List<String> messages);

    private static String delivered(String message) {
      return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logEvents\":[{\"id\":\"1\","
          + "\"timestamp\":1,\"message\":"
          + JSON.writeValueAsString(message)
          + "}]}";
    }

    private static String joined(List<String> messages, String before, String behind) {
      return messages.stream().map(one -> before + one + behind).collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (OutputStream gzip = new GZIPOutputStream(compressed)) {
        gzip.write(content);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return compressed.toByteArray();
    }
  }

  @Test
  void readsAnEventListAndADirectory() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("audit/2026/11"));
    Files.writeString(
        folder.resolve("list.json"),
        "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":["
            + String.join(",", Files.readAllLines(AUDIT))
            + "]}");
    assertEquals(
        kinds(json(0, DECISIONS, AUDIT)), kinds(json(0, DECISIONS, directory.resolve("audit"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"events\": [], \"searchedLogStreams\": []}",
        "{\n  \"events\": []\n}\n"
      })
  void anExportOfNothingIsNoMistake(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("empty"), content);
    CommandRun run = CommandRun.of(arguments("--decisions", file));
    run.assertDone();
    assertTrue(run.out().contains("Nothing to draw"), run.out());
  }

  @Test
  void readsStandardInput() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(AUDIT)));
    try {
      List<JsonNode> found =
          lines(
              CommandRun.of(
                  arguments("--decisions", DECISIONS, "--audit", "-", "--output", "json")));
      assertEquals("standard input", only(found, "bypass").path("file").asString(""));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void saysWhichLinesItCouldNotRead() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(DECISIONS));
    lines.add(2, "{\"timestamp\":\"2026-11-25T00:54:57.536Z\",\"lev");
    lines.add(4, "hello");
    lines.add(6, lines.get(5).replace("\"schemaVersion\":1", "\"schemaVersion\":2"));
    lines.add(7, Files.readAllLines(AUDIT).getFirst());
    Path file = Files.write(directory.resolve("some.jsonl"), lines);
    CommandRun run = CommandRun.of(arguments("--decisions", file, "--output", "json"));
    assertEquals(
        List.of(
            "exec-guard: " + file + ":3: is no JSON object",
            "exec-guard: " + file + ":5: is no JSON",
            "exec-guard: "
                + file
                + ":7: is no line of the decision log: it has another schemaVersion than 1",
            "exec-guard: " + file + ":8: is an audit event: give it to --audit"),
        run.err().lines().toList());
    assertEquals(1, run.code());
  }

  /// Hostile: each is one unreadable line, and what follows is read.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{}{}",
        "null",
        "[1, 2]",
        "{\"timestamp\":\"+999999999-12-31T23:59:59Z\",\"type\":\"decision\",\"schemaVersion\":1}",
        "{\"timestamp\":7,\"type\":\"decision\",\"schemaVersion\":1}",
        "{\"timestamp\":\"2026-11-25T00:54:57Z\",\"type\":\"decision\",\"schemaVersion\":99999999999999999999}",
        "{\"timestamp\":\"2026-11-25T00:54:57Z\",\"type\":\"decision\",\"schemaVersion\":1,\"id\":{}}",
        "{\"timestamp\":\"2026-11-25T00:54:57Z\",\"type\":\"decision\",\"schemaVersion\":1,\"id\":\"1\"}",
        "{\"events\":[{\"message\":\"hello\"}]}",
        "{\"events\":7}",
        "DEEP"
      })
  void aHostileLineCostsNoOther(String line) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(DECISIONS));
    lines.add(3, line.equals("DEEP") ? "{\"user\":".repeat(100_000) : line);
    Path file = Files.write(directory.resolve("some.jsonl"), lines);
    CommandRun run = CommandRun.of(arguments("--decisions", file, "--output", "json"));
    assertTrue(run.code() <= 1, run.err());
    assertEquals(16, counts(lines(run)).path("records").asInt(), run.err());
    assertFalse(run.err().isEmpty());
    for (String said : run.err().lines().toList()) {
      assertTrue(said.startsWith("exec-guard: " + file + ":4: is "), said);
    }
  }

  @Test
  void readsUpToWhereACompressedFileBreaksOff() throws IOException {
    byte[] whole = Export.GZIP.of(Files.readAllLines(DECISIONS));
    Path file = Files.write(directory.resolve("a.gz"), Arrays.copyOf(whole, whole.length / 2));
    CommandRun run = CommandRun.of(arguments("--decisions", file, "--output", "json"));
    assertTrue(run.err().contains(": the compressed file breaks off behind this line"), run.err());
    assertTrue(counts(lines(run)).path("records").asInt() > 2, run.out());
  }

  @Test
  void anEventWithoutItsRecordIsFoundWithinTheDecisionLogsTimeAlone() throws IOException {
    List<String> lines = Files.readAllLines(DECISIONS);
    Path file = directory.resolve("some.jsonl");
    Files.write(file, lines.subList(0, lines.size() - 1));
    String gone = JSON.readTree(lines.getLast()).path("id").asString("");

    JsonNode missing = only(json(0, file, AUDIT), "record-missing");
    assertEquals("answered 403, refused; record " + gone, missing.path("note").asString(""));

    List<JsonNode> unbounded =
        lines(
            CommandRun.of(
                "report",
                "--decisions",
                file.toString(),
                "--audit",
                AUDIT.toString(),
                "--output",
                "json"));
    assertFalse(kinds(unbounded).containsKey("record-missing"));
    assertEquals(1, counts(unbounded).path("eventsRecordOutside").asInt());
  }

  @Test
  void aRecordWithoutItsEventIsFoundAndSoIsOneThatTakesAnothersId() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(DECISIONS));
    String last = lines.getLast();
    String id = JSON.readTree(last).path("id").asString("");
    lines.add(last.replace(id, "00000000-0000-0000-0000-000000000000"));
    lines.add(last.replaceFirst("00:54:5", "00:54:4"));
    Path file = Files.write(directory.resolve("some.jsonl"), lines);

    List<JsonNode> found = json(0, file, AUDIT);
    assertEquals(
        List.of("another record has the same id, and one is forged", ""),
        found.stream()
            .filter(one -> one.path("type").asString("").equals("event-missing"))
            .map(one -> one.path("note").asString(""))
            .toList());
  }

  @Test
  void breakGlassWhoseGrantIsNotOnRecordIsSaid() throws IOException {
    Path file = directory.resolve("some.jsonl");
    Files.write(
        file,
        Files.readAllLines(DECISIONS).stream()
            .filter(line -> !line.contains("\"change\":\"made\""))
            .toList());
    List<JsonNode> found = lines(CommandRun.of(arguments("--decisions", file, "--output", "json")));
    assertTrue(only(found, "grant-unseen").path("note").asString("").startsWith("INC-4242; from"));
  }

  @Test
  void asksWhoseAuditEventsTheyAreWhereTheDecisionsAreOfSeveralClusters() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(DECISIONS));
    lines.add(
        lines
            .getLast()
            .replace("\"cluster\":\"tests\"", "\"cluster\":\"other\"")
            .replace("-", "f-"));
    lines.set(lines.size() - 1, lines.getLast().replaceAll("2026f-11f-25", "2026-11-25"));
    Path file = Files.write(directory.resolve("some.jsonl"), lines);
    CommandRun.of(arguments("--decisions", file, "--audit", AUDIT))
        .assertMistake(
            "the decisions are of the clusters other, tests, and audit events do not name theirs: say"
                + " with --cluster whose they are");
    List<JsonNode> found =
        lines(
            CommandRun.of(
                arguments(
                    "--decisions",
                    file,
                    "--audit",
                    AUDIT,
                    "--cluster",
                    "tests",
                    "--output",
                    "json")));
    assertEquals(kinds(json(0, DECISIONS, AUDIT)), kinds(found));
    assertEquals(1, counts(found).path("linesOfOtherClusters").asInt());
  }

  @Test
  void thePageTakesNothingFromTheNetAndRunsNothing() {
    String page = page(DECISIONS, AUDIT);
    assertTrue(
        page.contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"),
        page);
    for (String fetching :
        List.of(
            "<script",
            "<link",
            "<img",
            "<iframe",
            "src=",
            "href=\"h",
            "href=\"/",
            "@import",
            "url(h",
            " style=\"")) {
      assertFalse(page.contains(fetching), fetching);
    }
  }

  @Test
  void thePageHoldsTheTextOfThePolicyAndSaysThatItIsTheOneThatDecided() throws IOException {
    String page = page(DECISIONS, AUDIT);
    assertTrue(page.contains("✓ The text below has this digest."), page);
    assertTrue(page.contains("\n    &quot;enforcementAction&quot; : &quot;deny&quot;,\n"), page);

    Path file = directory.resolve("forged.jsonl");
    Files.write(
        file,
        Files.readAllLines(DECISIONS).stream()
            .map(line -> line.replace("\"maxDuration\":\"4h\"", "\"maxDuration\":\"1h\""))
            .toList());
    assertTrue(page(file, AUDIT).contains("✕ The text below does not have this digest"));
  }

  /// An outage puts the webhook's URL into the audit event, and the URL holds the cluster's token.
  @Test
  void noTokenOfAnAuditEventGetsIntoThePage() throws IOException {
    assertTrue(Files.readString(AUDIT).contains("/v1/clusters/tests/"));
    assertFalse(page(DECISIONS, AUDIT).contains("/v1/clusters"));
    assertFalse(
        CommandRun.of(arguments("--audit", AUDIT, "--output", "json"))
            .out()
            .contains("/v1/clusters"));
  }

  /// Hostile: what a person types into kubectl is what an auditor's browser shows.
  @Test
  void hostileCommandLinesStandInThePageAsTheyWereTyped() throws IOException {
    Function function = new Function(Policies.starter(), Function.labelled(Policies.PRODUCTION));
    function.post(
        "sessions",
        Reviews.text("exec-interactive-tty")
            .replace(
                "\"/bin/bash\"",
                "\"</code><script>alert(1)</script>\", \"\\u202Etxt.exe\", \"\\u001b[2J\\n\", \"' onload=x\","
                    + " \"&lt;\", \"\\ud800\"")
            .getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(directory.resolve("some.jsonl"), function.allLines());
    CommandRun run = CommandRun.of("report", "--decisions", file.toString());
    assertEquals("", run.err());
    assertTrue(
        run.out()
            .contains(
                "<code>&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;</code> <code>⟨U+202E⟩txt.exe</code>"
                    + " <code>⟨U+001B⟩[2J⟨U+000A⟩</code> <code>&#39; onload=x</code> <code>&amp;lt;</code>"
                    + " <code>?</code>"),
        run.out());
    assertTrue(run.out().chars().noneMatch(unit -> unit < ' ' && unit != '\n'));
    assertFalse(run.out().contains("\u202e"));
  }

  @Test
  void withoutAuditEventsThePageSaysWhatItDoesNotShow() {
    CommandRun run = CommandRun.of("report", "--decisions", DECISIONS.toString());
    assertEquals(0, run.code());
    assertTrue(run.out().contains("No audit events were given"), run.out());
    assertTrue(run.out().contains("– not looked for"), run.out());
    assertFalse(run.out().contains("never"), "the timeline knows no registration");
    assertTrue(
        run.out().contains("\">Bypass: past the guard</a></td><td class=\"n\">–</td>"), run.out());
    assertTrue(run.out().contains(">Bypass: past the guard: –</h3>"), run.out());
  }

  /// "None" was said of records that nothing had been compared with: both logs were shorter than
  /// the minutes that are left out at their ends.
  @Test
  void whatWasNotComparedIsNotCalledComplete() {
    CommandRun run =
        CommandRun.of("report", "--decisions", DECISIONS.toString(), "--audit", AUDIT.toString());
    assertEquals("– not looked for", status(run.out(), "record-missing"));
    assertEquals("– not looked for", status(run.out(), "event-missing"));
    assertEquals("✕ ask", status(run.out(), "bypass"));
    assertFalse(run.out().contains("Every record"), run.out());
    assertEquals("✓ none", status(page(DECISIONS, AUDIT), "record-missing"));
  }

  /// "None" was said where events lay outside the time that was compared.
  @Test
  void whatWasComparedInPartIsNotCalledComplete() throws IOException {
    List<String> lines = Files.readAllLines(DECISIONS);
    String later = lines.getLast().replace("T00:54:", "T00:59:");
    Path file =
        Files.write(
            directory.resolve("some.jsonl"), List.of(lines.getFirst(), lines.get(1), later));
    CommandRun run =
        CommandRun.of("report", "--decisions", file.toString(), "--audit", AUDIT.toString());
    assertEquals("– not all compared", status(run.out(), "record-missing"));
    assertTrue(run.out().contains("None among those that were compared."), run.out());
    assertFalse(run.out().contains("Every record that an audit event names is there"), run.out());
  }

  @Test
  void recordsOfMorePoliciesThanThePageListsAreCounted() throws IOException {
    String record = Files.readAllLines(DECISIONS).getLast();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 103; i++) {
      lines.add(
          record
              .replaceFirst("\"id\":\"[^\"]*", "\"id\":\"" + i)
              .replaceFirst("\"policyDigest\":\"[^\"]*", "\"policyDigest\":\"sha256:" + i));
    }
    Path file = Files.write(directory.resolve("some.jsonl"), lines);
    List<JsonNode> found = lines(CommandRun.of(arguments("--decisions", file, "--output", "json")));
    assertEquals(3, counts(found).path("policiesLeftOut").asInt());
  }

  /// A period, or a cluster, of which the exports have nothing: each row said "none", and the exit
  /// code was 0.
  @ParameterizedTest
  @CsvSource({
    "2026-12-01T00:00:00Z, 2026-12-02T00:00:00Z, tests, bypass",
    "2026-11-25T00:50:00Z, 2026-11-25T01:00:00Z, foo, denied"
  })
  void exportsOfAnotherTimeOrClusterAreNoCleanReport(
      String from, String until, String cluster, String kind) {
    String[] question = {
      "report",
      "--decisions",
      DECISIONS.toString(),
      "--audit",
      AUDIT.toString(),
      "--from",
      from,
      "--until",
      until,
      "--cluster",
      cluster
    };
    CommandRun run = CommandRun.of(question);
    assertEquals(1, run.code());
    assertTrue(run.err().contains("nothing of a log that was given is of the time"), run.err());
    assertEquals("– not looked for", status(run.out(), kind));
    assertFalse(run.out().contains("✓ none</td><td><a href=\"#grant\""), run.out());
    assertTrue(run.out().contains("None of the decisions is of this period and cluster"));
  }

  @Test
  void jsonNamesWhatWasNotLookedFor() {
    List<JsonNode> found =
        lines(CommandRun.of(arguments("--decisions", DECISIONS, "--output", "json")));
    assertTrue(
        only(found, "summary").path("notLookedFor").toString().startsWith("[\"bypass\""),
        found.getLast().toString());
    assertEquals("[]", only(json(0, DECISIONS, AUDIT), "summary").path("notLookedFor").toString());
  }

  @Test
  void saysWhoActedInWhoseNameAndWhoWasRefusedInTheOutage() {
    List<JsonNode> found = json(0, DECISIONS, AUDIT);
    assertTrue(
        found.stream()
            .filter(one -> one.path("type").asString("").equals("impersonated"))
            .allMatch(one -> one.path("who").asString("").endsWith("(impersonated by admin)")));
    assertEquals(
        List.of("bob (impersonated by admin)", "bob (impersonated by admin)"),
        found.stream()
            .filter(one -> one.path("type").asString("").equals("unanswered"))
            .map(one -> one.path("who").asString(""))
            .toList());
  }

  @Test
  void theAuditEventsAloneSayNothingOfGrants() {
    CommandRun run = CommandRun.of("report", "--audit", AUDIT.toString());
    for (String needsDecisions :
        List.of("record-missing", "event-missing", "grant", "break-glass", "labels", "allowed")) {
      assertEquals("– not looked for", status(run.out(), needsDecisions), needsDecisions);
    }
    assertEquals("✕ ask", status(run.out(), "bypass"));
  }

  private static String status(String page, String anchor) {
    Matcher row =
        Pattern.compile("<td class=\"s\">([^<]*)</td><td><a href=\"#" + anchor + "\">")
            .matcher(page);
    assertTrue(row.find(), page);
    return row.group(1);
  }

  @Test
  void writesTheFileOnceAllIsRead() throws IOException {
    Path out = Files.writeString(directory.resolve("page.html"), "old");
    CommandRun.of(arguments("--decisions", DECISIONS, "--cluster", "tests", "--out", out));
    assertTrue(Files.readString(out).endsWith("</body>\n</html>\n"));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void mistakesGetOneSentence() {
    CommandRun.of("report").assertMistake("nothing to report: give --decisions, --audit or both");
    CommandRun.of("report", "--decisions", "-", "--audit", "-")
        .assertMistake(
            "standard input can be read once: give - to one of --decisions, --audit and --transcripts");
    CommandRun.of("report", "--decisions", "nowhere").assertMistake("there is no file nowhere");
    CommandRun.of("report", "--audit", directory.toString())
        .assertMistake(directory + " is an empty directory");
    CommandRun.of("report", "--audit", AUDIT.toString(), "--from", "yesterday")
        .assertMistake("--from yesterday " + Rfc3339.WRONG);
  }

  private String page(Path decisions, Path audit) {
    CommandRun run = CommandRun.of(arguments("--decisions", decisions, "--audit", audit));
    assertEquals("", run.err());
    return run.out();
  }

  private List<JsonNode> json(int unreadable, Path decisions, Path audit) {
    CommandRun run =
        CommandRun.of(arguments("--decisions", decisions, "--audit", audit, "--output", "json"));
    assertEquals(unreadable, run.err().lines().count(), run.err());
    return lines(run);
  }

  private static List<String> arguments(Object... arguments) {
    return Stream.of(Stream.of("report"), Stream.of(arguments), Stream.of(PERIOD))
        .flatMap(some -> some)
        .map(String::valueOf)
        .toList();
  }

  private static List<JsonNode> lines(CommandRun run) {
    return run.lines().stream().map(JSON::readTree).toList();
  }

  private static Map<String, Long> kinds(List<JsonNode> found) {
    return new TreeMap<>(
        found.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.path("type").asString(""), Collectors.counting())));
  }

  private static JsonNode only(List<JsonNode> found, String type) {
    List<JsonNode> some =
        found.stream().filter(one -> one.path("type").asString("").equals(type)).toList();
    assertEquals(1, some.size(), some.toString());
    return some.getFirst();
  }

  private static JsonNode counts(List<JsonNode> found) {
    return only(found, "summary").path("counts");
  }
}
