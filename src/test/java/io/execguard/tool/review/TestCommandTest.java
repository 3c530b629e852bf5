package io.execguard.tool.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Reason;
import io.execguard.tool.CommandRun;
import io.execguard.tool.JsonSchema;
import io.execguard.tool.Sample;
import io.execguard.tool.SchemasTest;
import io.execguard.tool.Unasked;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.YamlFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TestCommandTest {
  private static final Path INVALID = Path.of("src/test/resources/policy-tests/invalid");
  private static final JsonSchema SCHEMA = JsonSchema.of("test");

  /// What a schema cannot say: these are about other files, or about two cases.
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "constraint-unknown",
          "key-twice-in-a-case",
          "name-twice",
          "policy-is-not-there",
          "review-inline-without-a-request",
          "review-is-another-file",
          "review-is-not-there",
          "review-with-a-number-that-json-lacks");

  @TempDir private Path directory;

  @BeforeEach
  void policy() throws IOException {
    Files.copy(Sample.validPolicy("starter").file(), directory.resolve("policy.yaml"));
    Files.copy(Path.of("events/exec-command.json"), directory.resolve("exec.json"));
  }

  static Stream<Path> invalid() throws IOException {
    return files(INVALID);
  }

  static Stream<Path> shipped() throws IOException {
    return files(Path.of("policy-tests"));
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found =
          files.filter(file -> file.toString().endsWith(".test.yaml")).sorted().toList();
      assertFalse(found.isEmpty(), folder + " is empty");
      return found.stream();
    }
  }

  @Test
  void theShippedTestsPassAndLeaveNoConstraintOut() {
    CommandRun run = CommandRun.of("test");
    run.assertDone();
    assertEquals("87 passed, 0 failed", run.lines().getLast());
    assertFalse(run.out().contains("not tested"), run.out());
    assertTrue(run.lines().contains("  ok    a shell in production is refused"), run.out());
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void saysWhatIsWrongInAFile(Path file) {
    String said = TextFile.text(file).lines().findFirst().orElseThrow().substring(7);
    String place = said.matches("[0-9]+: .*") ? file + ":" + said : said.substring(2);
    assertNotEquals("", said);
    CommandRun.of("test", "--policy", "policy.yaml", file.toString()).assertMistake(place);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void theSchemaRefusesWhatTheCommandRefuses(Path file) {
    String name = String.valueOf(file.getFileName()).replace(".test.yaml", "");
    if (!BEYOND_A_SCHEMA.contains(name)) {
      assertNotEquals(List.of(), SCHEMA.mistakes(SchemasTest.json(YamlFile.read(file))));
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void theSchemaTakesWhatTheCommandTakes(Path file) {
    assertEquals(List.of(), SCHEMA.mistakes(SchemasTest.json(YamlFile.read(file))));
  }

  @Test
  void theSchemaKnowsEveryReason() {
    Set<String> reasons = new TreeSet<>(List.of("unsupported"));
    Arrays.stream(Reason.values()).map(Reason::word).forEach(reasons::add);
    String schema = TextFile.text(Path.of("schemas/test.schema.json"));
    String list = schema.substring(schema.indexOf("\"not-interactive\""));
    String words = list.substring(0, list.indexOf(']')).replace("\"", "");
    assertEquals(reasons, new TreeSet<>(List.of(words.split(", ", -1))));
  }

  @Test
  void showsWhatFailedAndWhere() throws IOException {
    Path file =
        write(
            """
            policy: policy.yaml
            cases:
            - name: commands are refused
              review: exec.json
              namespace: {labels: {environment: production}}
              expect: {decision: deny, reason: constraint, constraint: deny-interactive-exec, message: no}
            - name: commands run
              review: exec.json
              namespace: {labels: {}}
              expect: {decision: allow}
            """);
    CommandRun run = CommandRun.of("test", file.toString());
    assertEquals(1, run.code());
    assertEquals("", run.err());
    assertEquals(
        List.of(
            file.toString(),
            "  FAIL  commands are refused",
            "        " + file + ":3",
            "        expected decision deny, got allow",
            "        expected reason constraint, got not-interactive",
            "        expected constraint deny-interactive-exec, got none",
            "        expected a message with \"no\", got \"\"",
            "  ok    commands run",
            "not tested: deny-interactive-exec of " + directory.resolve("policy.yaml"),
            "1 passed, 1 failed"),
        run.lines());
  }

  @Test
  void writesJunitXml() throws Exception {
    Path file =
        write(
            """
            policy: policy.yaml
            cases:
            - name: "<a> & \\u001b[31m\\u0000"
              review: exec.json
              namespace: {labels: {}}
              expect: {decision: deny}
            - name: commands run
              review: exec.json
              namespace: {labels: {}}
              expect: {decision: allow}
            """);
    Path report = directory.resolve("reports/junit.xml");
    CommandRun run = CommandRun.of("test", "--junit", report.toString(), file.toString());
    assertEquals(1, run.code());
    assertTrue(run.lines().contains("  FAIL  <a> & \uFFFD[31m\uFFFD"), run.out());

    Element suite =
        (Element)
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(report)))
                .getElementsByTagName("testsuite")
                .item(0);
    assertEquals("2", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    NodeList cases = suite.getElementsByTagName("testcase");
    assertEquals("<a> & \uFFFD[31m\uFFFD", ((Element) cases.item(0)).getAttribute("name"));
    assertEquals(file + ":3\nexpected decision deny, got allow\n", cases.item(0).getTextContent());
    assertEquals("commands run", ((Element) cases.item(1)).getAttribute("name"));
    assertEquals("", cases.item(1).getTextContent());
  }

  @Test
  void takesAReviewThatStandsInTheFile() throws IOException {
    Path file =
        write(
            """
            policy: policy.yaml
            cases:
            - name: an exec written out
              review:
                apiVersion: admission.k8s.io/v1
                kind: AdmissionReview
                request:
                  uid: a-uid
                  operation: CONNECT
                  resource: {group: "", version: v1, resource: pods}
                  subResource: exec
                  namespace: payments
                  name: web
                  userInfo: {username: jane}
                  object: {stdin: true, command: [sh]}
              namespace: {labels: {environment: production}}
              time: 2026-11-23T14:00:00Z
              expect: {decision: deny, constraint: deny-interactive-exec}
            """);
    CommandRun.of("test", file.toString()).assertDone();
  }

  @Test
  void comparesWhatABrokenReviewComesTo() throws IOException {
    Path file =
        write(
            """
            policy: policy.yaml
            cases:
            - name: no uid
              review: exec.json
              patch: {uid: null}
              namespace: {labels: {}}
              expect: {decision: allow}
            """);
    CommandRun run = CommandRun.of("test", file.toString());
    assertEquals(1, run.code());
    assertTrue(run.lines().contains("        expected decision allow, got HTTP 400"), run.out());
  }

  /// A case about a pod that nobody is asked about passed with `deny`: nothing denies it.
  @Test
  void aCaseAboutWhatNobodyIsAskedHasToSaySo() throws IOException {
    Files.write(directory.resolve("pod.json"), Unasked.podOf("system:node:n1").review());
    Path file =
        write(
            """
            policy: policy.yaml
            cases:
            - name: refused
              review: pod.json
              namespace: {labels: {environment: production}}
              expect: {decision: deny}
            - name: not asked
              review: pod.json
              namespace: {labels: {environment: production}}
              expect: {decision: not-asked}
            - name: sent all the same
              review: pod.json
              door: run
              namespace: {labels: {environment: production}}
              expect: {decision: deny}
            - name: asked
              review: exec.json
              namespace: {labels: {}}
              expect: {decision: not-asked}
            """);
    CommandRun run = CommandRun.of("test", file.toString());
    assertEquals(
        List.of(
            "  FAIL  refused",
            "        " + file + ":3",
            "        the guard is never asked about this review, since pods that the cluster's own"
                + " controllers make are left out: expect {decision: not-asked}, or send it through"
                + " a door by the key door",
            "  ok    not asked",
            "  ok    sent all the same",
            "  FAIL  asked",
            "        " + file + ":16",
            "        expected decision not-asked, got allow",
            "2 passed, 2 failed"),
        run.lines().subList(1, run.lines().size()));
  }

  @Test
  void refusesToTestNothing() {
    CommandRun.of("test", directory.toString())
        .assertMistake("there is no *.test.yaml under " + directory);
  }

  @Test
  void refusesABrokenPolicy() throws IOException {
    Files.writeString(directory.resolve("policy.yaml"), "constraints: [{name: A}]\n");
    Path file =
        write(
            """
            policy: policy.yaml
            cases: []
            """);
    CommandRun run = CommandRun.of("test", file.toString());
    assertEquals(2, run.code());
    assertTrue(
        run.err()
            .startsWith(
                "exec-guard: "
                    + directory.resolve("policy.yaml")
                    + ":1: constraints[0] \"A\" is no"),
        run.err());
  }

  @Test
  void refusesAClusterThatCannotBe() throws IOException {
    Path file =
        write(
            """
            policy: policy.yaml
            cases:
            - name: one
              review: exec.json
              cluster: Prod/EU
              namespace: {labels: {}}
              expect: {decision: allow}
            """);
    CommandRun.of("test", file.toString())
        .assertMistake(
            "the cluster \"Prod/EU\" cannot be: its id is not of lower-case letters, digits and '-',"
                + " at most 63");
  }

  private Path write(String content) throws IOException {
    return Files.write(directory.resolve("a.test.yaml"), content.getBytes(StandardCharsets.UTF_8));
  }
}
