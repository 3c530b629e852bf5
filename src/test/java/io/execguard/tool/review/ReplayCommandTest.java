package io.execguard.tool.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.tool.CommandRun;
import io.execguard.tool.Sample;
import io.execguard.tool.Unasked;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {
  private static final String DEMO_TOKEN = "demonstration-only-everyone-knows-this-token";
  private static final String POLICY = Sample.validPolicy("starter").file().toString();
  private static final Path REVIEWS = Path.of("src/test/resources/reviews");

  /// What the starter policy makes of each captured review in the namespace payments.
  private static final Map<String, String> DECISIONS =
      Map.ofEntries(
          Map.entry("attach-interactive", "deny (constraint)"),
          Map.entry("attach-output", "allow (not-interactive)"),
          Map.entry("cp-download", "allow (not-interactive)"),
          Map.entry("cp-upload", "deny (constraint)"),
          Map.entry("debug-ephemeral-interactive", "deny (constraint)"),
          Map.entry("exec-command", "allow (not-interactive)"),
          Map.entry("exec-interactive-tty", "deny (constraint)"),
          Map.entry("exec-shell-script", "allow (not-interactive)"),
          Map.entry("exec-stdin-no-tty", "deny (constraint)"),
          Map.entry("node-proxy-exec", "deny (constraint)"),
          // The captured grant has ended, whatever day it is.
          Map.entry("grant-by-finalize", "deny (grant-refused)"),
          Map.entry("grant-by-status", "deny (grant-refused)"),
          Map.entry("grant-made", "deny (grant-refused)"),
          Map.entry("grant-removed", "allow (grant-removed)"),
          Map.entry("label-added", "allow (labels-changed)"),
          Map.entry("label-removed", "allow (labels-changed)"),
          Map.entry("namespace-created-with-a-grant", "allow (grant-void)"),
          Map.entry("pod-proxy", "allow (tunnel)"),
          Map.entry("port-forward", "allow (no-constraint)"),
          Map.entry("run-interactive", "deny (constraint)"));

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"events", "src/test/resources/reviews"})
  void decidesEachCapturedReview(String files) {
    CommandRun run = copied(Path.of(files));
    run.assertDone();
    assertEquals(DECISIONS, decisions(run.out()));
  }

  @Test
  void theEventsComeOutAsTheirExpectationsSay() {
    replay("events").assertDone();
  }

  @Test
  void endsWithACountOfWhatWasNotExpected() throws IOException {
    assertEquals(
        "23 reviews, none decided otherwise than expected", replay("events").lines().getLast());
    Path file = write("one.json", event());
    write("one.expected.json", "{\"decision\": \"deny\"}");
    assertEquals(
        "1 review, 1 decided otherwise than expected", replay(file.toString()).lines().getLast());
  }

  @Test
  void showsWhatKubectlWouldPrintUnderADenial() {
    CommandRun run = replay("events/exec-interactive-tty.json", "events/run-interactive.json");
    List<String> shown =
        run.lines().stream().filter(line -> line.startsWith("    kubectl: ")).toList();
    assertEquals(2, shown.size());
    assertTrue(
        shown
            .getFirst()
            .startsWith(
                "    kubectl: error: unable to upgrade connection: admission webhook"
                    + " \"sessions.exec-guard.io\" denied the request: Interactive exec (with"
                    + " stdin and a terminal) in namespace payments is not allowed"),
        shown.getFirst());
    assertTrue(
        shown
            .getLast()
            .startsWith(
                "    kubectl: Error from server (Forbidden): admission webhook"
                    + " \"run.exec-guard.io\" denied the request: "),
        shown.getLast());
  }

  @Test
  void printsALineOfJsonForEachFile() {
    CommandRun run = replay("events", "--output", "json");
    assertEquals(0, run.code());
    assertTrue(run.lines().size() >= DECISIONS.size(), run.out());
    for (String line : run.lines()) {
      Cursor one = json(line);
      assertEquals(List.of("file", "status", "reply", "record"), List.copyOf(one.names()));
      Cursor response = one.required("reply").required("response");
      assertEquals(one.required("record").required("id").text(), response.required("uid").text());
      assertEquals(
          one.required("record").required("decision").text().equals("allow"),
          response.flag("allowed"));
    }
  }

  @Test
  void printsNullWhereThereIsNoReplyAndNoRecord() throws IOException {
    Path file = write("stranger.json", event().replace("demonstration-only", "a-wrong"));
    CommandRun run = replay(file.toString(), "--output", "json");
    run.assertDone();
    assertEquals(
        "{\"file\":\"" + file + "\",\"status\":401,\"reply\":null,\"record\":null}",
        run.out().strip());
  }

  @Test
  void showsTheStatusWhereThereIsNoDecision() throws IOException {
    Path file = write("stranger.json", event().replace("demonstration-only", "a-wrong"));
    assertTrue(replay(file.toString()).lines().get(1).contains("HTTP 401"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"decision\": \"deny\"}     | expected decision deny, got allow",
        "{\"status\": 500}            | expected status 500, got 200",
        "{\"status\": \"500\"}        | expected status 500, got 200",
        "{\"reason\": \"constraint\"} | expected reason constraint, got not-interactive",
        "{\"constraint\": \"a\"}      | expected constraint a, got none"
      })
  void saysWhichExpectationIsMissed(String expectation, String missed) throws IOException {
    Path file = write("one.json", event());
    write("one.expected.json", expectation);
    CommandRun run = replay(file.toString());
    assertEquals(ExitCodes.MISSED, run.code());
    assertEquals("exec-guard: " + file + ": " + missed, run.err().strip());
    assertTrue(run.out().contains("    MISSED: " + missed), run.out());
  }

  @Test
  void anExpectationThatIsMetChangesNothing() throws IOException {
    Path file = write("one.json", event());
    write(
        "one.expected.json",
        "{\"status\": 200, \"decision\": \"allow\", \"reason\": \"not-interactive\"}");
    replay(file.toString()).assertDone();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"decison\": \"deny\"} | :1: the expectation has the unknown key decison; it takes"
            + " status, decision, reason, constraint",
        "{\"decision\": true}    | :1: the expectation.decision is not a string: put it in quotes",
        "{\"decision\": null}    | :1: the expectation has no decision",
        "[]                      | :1: the expectation is not an object",
        "rubbish                 | ' is not JSON'"
      })
  void refusesABrokenExpectation(String expectation, String sentence) throws IOException {
    Path file = write("one.json", event());
    Path expected = write("one.expected.json", expectation);
    replay(file.toString()).assertMistake(expected + sentence);
  }

  @Test
  void aBareReviewHasAnExpectationToo() throws IOException {
    Path file = write("one.json", TextFile.text(REVIEWS.resolve("exec-command.json")));
    write("one.expected.json", "{\"decision\": \"deny\"}");
    assertEquals(ExitCodes.MISSED, replay(file.toString()).code());
  }

  @Test
  void aBareReviewComesFromTheClusterThatIsNamed() {
    CommandRun run =
        replay(
            REVIEWS.resolve("exec-command.json").toString(),
            "--clusters",
            Sample.validFleet("two-clusters").file().toString(),
            "--cluster",
            "staging",
            "--output",
            "json");
    run.assertDone();
    assertEquals("staging", json(run.out()).required("record").required("cluster").text());
  }

  @Test
  void decidesAtTheTimeThatIsGiven() {
    CommandRun run =
        replay("events/exec-command.json", "--time", "2026-11-23T14:00:00Z", "--output", "json");
    run.assertDone();
    assertTrue(
        json(run.out())
            .required("record")
            .required("timestamp")
            .text()
            .startsWith("2026-11-23T14:00:00"),
        run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"now", "2026-11-23", "2026-11-23T14:00:00", ""})
  void refusesATimeWithoutAZone(String time) {
    replay("events", "--time", time)
        .assertMistake(
            "--time " + time + " is no RFC 3339 time with a zone, like 2026-11-23T14:00:00Z");
  }

  /// The shipped fleet file was read along, and the test failed as soon as somebody had a cluster.
  @Test
  void refusesAClusterThatIsNotInTheFleet() {
    replay("events", "--cluster", "prod", "--clusters", "events/clusters.yaml")
        .assertMistake("--cluster prod is not in the fleet; known: demo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "items: 7              | :1: items is not a list",
        "{}                    | :1: the file has no items",
        "items: [{}]           | :1: items[0] has no metadata",
        "items: [metadata: {}] | :1: items[0].metadata has no name",
        "items: [metadata: {name: a, labels: {b: true}}] | :1: items[0].metadata.labels.* is not a"
            + " string: put it in quotes"
      })
  void refusesBrokenNamespaces(String namespaces, String sentence) throws IOException {
    Path file = write("namespaces.yaml", namespaces);
    replay("events", "--namespaces", file.toString())
        .assertMistake(
            file + sentence + "; it has to be what kubectl get namespaces -o yaml prints");
  }

  @Test
  void refusesNamespacesThatAreMissingOrNoYaml() throws IOException {
    Path missing = directory.resolve("namespaces.yaml");
    replay("events", "--namespaces", missing.toString())
        .assertMistake("there is no file " + missing);
    Path file = write("namespaces.yaml", "items: [");
    CommandRun run = replay("events", "--namespaces", file.toString());
    assertTrue(run.err().startsWith("exec-guard: " + file + ":1: this is no YAML: "), run.err());
    assertEquals(ExitCodes.MISTAKE, run.code());
  }

  @Test
  void deniesASessionInANamespaceThatTheFileDoesNotHave() throws IOException {
    Path file = write("namespaces.yaml", "items: []");
    CommandRun run = replay("events/exec-interactive-tty.json", "--namespaces", file.toString());
    assertTrue(run.out().contains("deny (labels-unavailable)"), run.out());
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = directory.resolve("nowhere.json");
    replay("events", file.toString()).assertMistake("there is no file " + file);
  }

  @Test
  void refusesADirectoryWithoutEvents() throws IOException {
    write("one.expected.json", "{}");
    write("notes.txt", "");
    replay(directory.toString())
        .assertMistake(directory + " has no events: it holds no *.json file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rubbish", "{\"request\": {}", "{\"request\": 1, \"request\": 2}"})
  void refusesAFileThatIsNotJson(String content) throws IOException {
    Path file = write("one.json", content);
    replay("events", file.toString()).assertMistake(file + " is not JSON, or has a key twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "7", "\"request\"", "null", "{\"kind\": \"Pod\"}"})
  void refusesJsonOfAnotherKind(String content) throws IOException {
    Path file = write("one.json", content);
    replay(file.toString())
        .assertMistake(
            file
                + " is neither an AdmissionReview (no request) nor an API Gateway event (no"
                + " requestContext)");
  }

  @Test
  void refusesABadPolicyBeforeAnythingIsPrinted() {
    Sample sample = Sample.invalid(Sample.POLICIES, "action-unknown");
    CommandRun.of("replay", "events", "--policy", sample.file().toString())
        .assertMistake(sample.expected());
  }

  @Test
  void refusesTwoFleetsThatDoNotFitTogether() {
    String fleet = Sample.validFleet("two-clusters").file().toString();
    CommandRun run = replay("events", "--clusters", fleet, "--clusters", fleet);
    assertEquals(ExitCodes.MISTAKE, run.code());
    assertTrue(run.err().contains("the id prod-eu is taken; each cluster needs its own"));
    assertEquals(1, run.err().lines().count());
  }

  /// A command with escape codes was printed as it came, and moved the cursor of whoever looked.
  /// The table is text and nothing else.
  @Test
  void showsNoEscapeCodes() throws IOException {
    Path file = write("one.json", event().replace("/var/log", "\\\\u001b[2J\\\\u009b2J"));
    CommandRun run = replay(file.toString());
    run.assertDone();
    assertTrue(run.out().contains("exec ls -la \uFFFD[2J\uFFFD2J"), run.out());
    assertFalse(run.out().contains("\u001b"));
  }

  /// `replay events/*.json` ended at the first expectation: "is neither an AdmissionReview…". An
  /// expectation belongs to the event beside it, however it was named.
  @Test
  void leavesOutExpectationsThatAShellFound() throws IOException {
    Path file = write("one.json", event());
    Path expected = write("one.expected.json", "{\"decision\": \"allow\"}");
    replay(file.toString(), expected.toString()).assertDone();
    replay(expected.toString())
        .assertMistake(expected + " is an expectation; name the event beside it");
  }

  /// A review that no webhook gets was shown as decided. An event was sent, whatever it holds.
  @Test
  void showsWhatNobodyIsAskedAbout() throws IOException {
    Path file =
        Files.write(directory.resolve("one.json"), Unasked.podOf("system:node:n1").review());
    CommandRun run = replay(file.toString());
    run.assertDone();
    assertTrue(run.out().contains("one.json  not asked  -  "), run.out());
    assertTrue(run.out().contains("\n    pods that the cluster's own controllers make"), run.out());
    assertEquals(
        "1 review, 1 of them not asked, none decided otherwise than expected",
        run.lines().getLast());
    Cursor json = json(replay("--output", "json", file.toString()).out());
    assertEquals("not-asked", json.text("decision"));
    assertTrue(json.optional("record").isEmpty());

    write("one.expected.json", "{\"decision\": \"not-asked\"}");
    replay(file.toString()).assertDone();
    write("one.expected.json", "{\"decision\": \"deny\"}");
    CommandRun missed = replay(file.toString());
    assertEquals(ExitCodes.MISSED, missed.code());
    assertTrue(missed.err().contains("expected decision deny, got not-asked"), missed.err());

    CommandRun event =
        CommandRun.of(
            "event", file.toString(), "--cluster", "demo", "--token", DEMO_TOKEN, "--door", "run");
    replay(Files.writeString(directory.resolve("sent.json"), event.out()).toString()).assertDone();
  }

  /// Copies the events, so that the expectations of a changed policy stay out of this.
  private CommandRun copied(Path files) {
    try (var all = Files.list(files)) {
      for (Path file : all.filter(one -> one.toString().endsWith(".json")).toList()) {
        String name = String.valueOf(file.getFileName());
        if (DECISIONS.containsKey(name.replace(".json", ""))) {
          Files.copy(file, directory.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return replay(directory.toString());
  }

  private static CommandRun replay(String... arguments) {
    List<String> all = new ArrayList<>(List.of("replay", "--policy", POLICY));
    all.addAll(List.of(arguments));
    return CommandRun.of(all);
  }

  private static Map<String, String> decisions(String table) {
    return table
        .lines()
        .filter(line -> line.contains(".json  "))
        .map(line -> line.split(" {2,}", -1))
        .collect(Collectors.toMap(cells -> cells[0].replace(".json", ""), cells -> cells[1]));
  }

  private static Cursor json(String line) {
    return Cursor.at(
        "line", new JsonReader(1 << 20).read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }

  private static String event() {
    return TextFile.text(Path.of("events/exec-command.json"));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
