package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Grant;
import io.execguard.tool.CommandRun;
import io.execguard.tool.kubectl.FakeKubectl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class GuardGrantsCommandTest extends PluginTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private Map<String, Map<String, String>> namespaces() {
    Map<String, Map<String, String>> namespaces = new LinkedHashMap<>();
    namespaces.put("plain", Map.of("team", "payments"));
    namespaces.put("ended", grant("-2h", "1h", List.of()));
    namespaces.put("torn", Map.of(Grant.Key.FROM.annotation(), "soon\u001b[2J"));
    namespaces.put("named", Map.of(Grant.Key.FOR.annotation(), "bob"));
    namespaces.put("long", grant("-1h", "9h", List.of()));
    namespaces.put("later", grant("1h", "1h", List.of()));
    namespaces.put("open", grant("-1h", "2h", List.of("bob", "eve")));
    return namespaces;
  }

  private Map<String, String> grant(String from, String length, List<String> people) {
    Instant begin = now.plus(Duration.parse("PT" + from.toUpperCase(Locale.ROOT)));
    return new Grant.Written(
            begin,
            begin.plus(Duration.parse("PT" + length.toUpperCase(Locale.ROOT))),
            "INC-1",
            "jane",
            people)
        .annotations();
  }

  @Test
  void listsWhoLetWhomInWhatStandsFirst() throws IOException {
    CommandRun run = run(kubectl(registered(), all()), grants("-A"));
    run.assertDone();
    assertEquals(
        List.of(
            "NAMESPACE STATE FROM UNTIL BY FOR REASON OPENS",
            "open counts " + at("-1h") + " " + at("1h") + " jane bob eve INC-1 a",
            "later not yet " + at("1h") + " " + at("2h") + " jane - INC-1 a",
            "long opens nothing " + at("-1h") + " " + at("8h") + " jane - INC-1 -",
            "named faulty: for-alone - - - bob - -",
            "torn faulty: from-no-time soon\uFFFD[2J - - - - -",
            "ended ended " + at("-2h") + " " + at("-1h") + " jane - INC-1 -"),
        run.lines().stream().map(line -> line.replaceAll(" +", " ")).toList());
  }

  @Test
  void aLineOfJsonHasTheAnnotationsAsTheyAre() throws IOException {
    CommandRun run = run(kubectl(registered(), all()), grants("-A", "--output", "json"));
    run.assertDone();
    List<JsonNode> lines = run.lines().stream().map(JsonMapper.shared()::readTree).toList();
    assertEquals(
        List.of("open", "later", "long", "named", "torn", "ended"),
        lines.stream().map(line -> line.path("namespace").asString("")).toList());
    assertEquals("[\"a\"]", lines.getFirst().path("opens").toString());
    assertEquals("bob eve", lines.getFirst().path("for").asString(""));
    assertEquals("jane", lines.getFirst().path("by").asString(""));
    assertEquals("from-no-time", lines.get(4).path("fault").asString(""));
    assertEquals("soon\u001b[2J", lines.get(4).path("from").asString(""));
    assertFalse(run.out().contains("\u001b"));
  }

  @Test
  void whereThePolicyIsAnotherItSaysThatItCannotTellWhatEachOpens() throws IOException {
    CommandRun run = run(kubectl(NO_REGISTRATION, all()), grants("-A"));
    assertEquals(0, run.code());
    assertTrue(run.lines().getFirst().endsWith("REASON"), run.out());
    // In its time, and nobody here knows that it is too long.
    assertTrue(run.out().lines().anyMatch(line -> line.matches("long +counts .*")), run.out());
    assertEquals(
        "exec-guard: what each opens is not judged here: the cluster has no registration"
            + " exec-guard\n",
        run.err());
  }

  @Test
  void withoutMoreItIsAboutKubectlsOwnNamespace() throws IOException {
    FakeKubectl kubectl = kubectl(WHERE, registered(), one("payments", Map.of("team", "a")));
    CommandRun run = run(kubectl, grants());
    run.assertDone();
    assertEquals(
        List.of("Namespace payments carries no break-glass; -A looks at all of them."),
        run.lines());
  }

  @Test
  void saysThatNobodyHasAny() throws IOException {
    FakeKubectl kubectl =
        kubectl(registered(), "'get --raw=/api/v1/namespaces'*) echo '{\"items\": []}' ;;");
    assertEquals(List.of("No namespace carries break-glass."), run(kubectl, grants("-A")).lines());
  }

  @Test
  void whatCannotBeReadIsNoEmptyList() throws IOException {
    FakeKubectl forbidden =
        kubectl(
            "'get --raw=/api/v1/namespaces'*) echo 'Error from server (Forbidden): namespaces is"
                + " forbidden' >&2; exit 1 ;;");
    run(forbidden, grants("-A"))
        .assertMistake(
            "the namespaces cannot be read, and -n looks at one: Error from server (Forbidden):"
                + " namespaces is forbidden");
    FakeKubectl rubbish = kubectl("'get --raw=/api/v1/namespaces'*) echo '{\"items\": 1}' ;;");
    run(rubbish, grants("-A")).assertMistake("kubectl's answer is no list of namespaces");
    FakeKubectl missing =
        kubectl(
            "'get --raw=/api/v1/namespaces/x') echo 'Error from server (NotFound): namespaces"
                + " \"x\" not found' >&2; exit 1 ;;");
    run(missing, grants("-n", "x")).assertMistake("there is no namespace x");
  }

  @Test
  void everywhereAndInOneExcludeEachOther() throws IOException {
    run(kubectl(), grants("-A", "-n", "x")).assertMistake("-A and -n exclude each other; give one");
  }

  private List<String> grants(String... arguments) {
    return Stream.concat(Stream.of("grants", "--policy", policy.toString()), Stream.of(arguments))
        .toList();
  }

  private String at(String when) {
    return now.plus(Duration.parse("PT" + when.toUpperCase(Locale.ROOT))).toString();
  }

  private String all() {
    List<Map<String, ?>> items = new ArrayList<>();
    namespaces().forEach((name, annotations) -> items.add(object(name, annotations)));
    return answer("'get --raw=/api/v1/namespaces'", Map.of("items", items));
  }

  private static String one(String name, Map<String, String> annotations) {
    return answer("'get --raw=/api/v1/namespaces/" + name + "'", object(name, annotations));
  }

  private static Map<String, ?> object(String name, Map<String, String> annotations) {
    return Map.of("metadata", Map.of("name", name, "annotations", annotations));
  }

  private static String answer(String words, Map<String, ?> object) {
    return words
        + ") cat <<'END'\n"
        + JsonMapper.shared().writeValueAsString(object)
        + "\nEND\n;;\n";
  }
}
