package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.NodeCapabilities;
import io.execguard.testing.Function;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.registration.Doors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that went past a promise of ours on a real API server, with ordinary rights: what
/// `src/test/resources/attacks` holds, each with the answer that is right.
final class AttacksTest {
  private static final String FOLDER = "src/test/resources/attacks/";
  private static final String NODE_POD = FOLDER + "node-shell-in-two-requests.yaml";
  private static final String SECOND_PERSON = FOLDER + "policy-second-person.yaml";
  private static final String MASKS = FOLDER + "policy-masks.yaml";

  /// A pod with node access and no stdin passed no door, and `exec -it` into it was allowed outside
  /// of constrained namespaces, without a word of the node.
  @Test
  void aNodeShellInTwoRequestsIsAShellOnTheNode() {
    Cursor record = record("node-shell-second-request.json", "--labels", "a=b", "--pods", NODE_POD);

    assertEquals("deny", record.text("decision"));
    assertEquals("sessions-open", record.text("door"));
    assertEquals("nodeShell", record.items("violations").getFirst().text("session"));
    assertEquals("node", record.required("podFacts").text("node"));
    assertEquals(List.of("hostPID", "privileged"), record.required("access").texts("nodeAccess"));
    assertEquals(List.of("hostIPC", "hostNetwork"), record.required("access").texts("nearNode"));
  }

  /// Without the pod it was allowed as well; a door that fails closed denies it.
  @Test
  void aPodThatCannotBeReadIsTakenForTheNodeAtAClosedDoor() {
    Cursor record =
        record(
            "node-shell-second-request.json",
            "--labels",
            "a=b",
            "--pod-unavailable",
            "--door",
            "sessions");

    assertEquals("deny", record.text("decision"));
    assertEquals("pod-unavailable", record.text("reason"));
  }

  /// cmd.exe as SYSTEM on the node was recorded without node access.
  @Test
  void aHostProcessPodOfWindowsIsAShellOnTheNode() {
    Cursor record = record("windows-hostprocess.json", "--labels", "a=b");

    assertEquals("deny", record.text("decision"));
    assertEquals(List.of("hostProcess"), record.required("access").texts("nodeAccess"));
  }

  /// `kubectl debug -it --target` looks into the container's processes, and `/proc/PID/root` of one
  /// is the node's disk where that container mounts it: it was an ordinary debug container.
  @Test
  void aDebugContainerThatLooksIntoTheNodesIsAShellOnTheNode() {
    String review = "debug-that-looks-into-a-node-container.json";
    Cursor record = record(review, "--labels", "a=b");

    assertEquals("deny", record.text("decision"));
    assertEquals("nodeShell", record.items("violations").getFirst().text("session"));
    assertEquals(List.of("privileged"), record.required("access").texts("nodeAccess"));
    assertEquals(
        "node, sessions-open",
        new Doors(ConfigurationFiles.policy(Path.of("policy.yaml")))
                .passage(
                    "demo",
                    ReviewFile.read(Path.of(FOLDER + review)),
                    _ -> new NamespaceFacts.Known(Map.of("a", "b"), Map.of()))
                .doors()
                .stream()
                .map(Door::name)
                .collect(Collectors.joining(", ")));
  }

  /// A debug container that has the node passes `node` and `sessions-open`, and its denial there
  /// raised the alarm that the registration no longer fits the policy.
  @Test
  void aDebugContainersNodeShellIsNoDriftOfTheRegistration() {
    Cursor record =
        record(
            "debug-that-looks-into-a-node-container.json",
            "--labels",
            "a=b",
            "--door",
            "sessions-open");

    assertEquals("deny", record.text("decision"));
    assertTrue(record.optional("drift").isEmpty());
  }

  /// Ten containers with 50 capabilities of 2,400 characters each took the condition of the door
  /// `run` out of the API server's budget, and the privileged one behind them left no record.
  @Test
  void noCapabilityIsSearchedThatIsLongerThanAnyThatCounts() {
    YamlFile.documents(Path.of("infra/registration.yaml")).stream()
        .flatMap(document -> document.required("webhooks").items().stream())
        .flatMap(webhook -> webhook.items("matchConditions").stream())
        .map(condition -> condition.text("expression"))
        .forEach(
            expression ->
                assertEquals(
                    count(expression, "a.matches("),
                    count(expression, "size(a) < 20 && a.matches("),
                    expression));
    String longest =
        NodeCapabilities.WORDS.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
    assertEquals(19, ("CAP_" + longest).length());
  }

  /// `explain` said denied, and the API server never asks.
  @Test
  void aMirrorPodIsNotAskedAbout() {
    assertEquals("not-asked", explained("mirror-pod-of-the-kubelet.json").text("decision"));
    assertTrue(
        explained("mirror-pod-of-the-kubelet.json").text("why").contains("own controllers make"));
  }

  /// With managedFields of 150 levels `explain` and `replay` took a review for none, and named the
  /// door for sessions, whatever was asked.
  @ParameterizedTest
  @ValueSource(ints = {150, 100_000})
  void aDeepReviewPassesTheDoorThatItWouldPassWithout(int levels, @TempDir Path directory)
      throws IOException {
    String deep = "{\"f:a\":".repeat(levels) + "{}" + "}".repeat(levels);
    String review = Files.readString(Path.of(FOLDER + "mirror-pod-of-the-kubelet.json"));
    Path file =
        Files.writeString(
            directory.resolve("deep.json"),
            review.replaceFirst(
                "\"metadata\": *\\{", "\"metadata\": {\"managedFields\": [" + deep + "],"));

    CommandRun run = CommandRun.of("explain", file.toString(), "--output", "json");
    run.assertDone();
    assertEquals("not-asked", Function.tree(run.out().strip()).text("decision"));
  }

  /// The kubelet's own port made a session of a request for metrics.
  @Test
  void metricsOfTheKubeletsOwnPortAreNoSession() {
    Cursor explained = explained("node-proxy-metrics-with-port.json");

    assertEquals("not-asked", explained.text("decision"));
    assertEquals("not-interactive", explained.required("ifAsked").text("reason"));
  }

  /// Who had granted opened the session as a service account of the namespace.
  @Test
  void aServiceAccountIsNobodysSecondPerson() {
    assertEquals(
        "no-person", whyNotOpened("session-by-dashboard-service-account.json", "jane", "INC-1"));
  }

  /// Every colleague was refused as the granter, whose session name a tool had made.
  @Test
  void aSessionNameThatAToolMadeOpensNothing() {
    assertEquals(
        "tool-named", whyNotOpened("session-of-colleague-with-the-same-name.json", "bob", "INC-1"));
  }

  @Test
  void aGrantInANameThatAToolMadeIsRefusedWithTheMend() {
    Cursor record =
        record(
            "grant-by-tool-made-session-name.json",
            "--policy",
            SECOND_PERSON,
            "--time",
            "2026-11-23T14:30:00Z");

    assertEquals("grant-refused", record.text("reason"));
    assertEquals("tool-named", record.required("breakGlass").text("refusal"));
    CommandRun run =
        CommandRun.of(
            "explain",
            FOLDER + "grant-by-tool-made-session-name.json",
            "--policy",
            SECOND_PERSON,
            "--time",
            "2026-11-23T14:30:00Z");
    assertTrue(run.out().contains("role_session_name"), run.out());
  }

  /// 257 matches made the mask give up, and the rest of the line was hidden from every record.
  @Test
  void aCommandBehindAMaskThatGaveUpIsASession() {
    Cursor record =
        record("mask-gives-up.json", "--policy", MASKS, "--labels", "environment=production");

    assertEquals("not-recordable", record.text("reason"));
    assertEquals("deny", record.text("decision"));
  }

  /// A pattern can hide a whole command: how much it hid is on record.
  @Test
  void aRecordSaysHowMuchAMaskHides() {
    Cursor record =
        record(
            "mask-hides-a-command.json", "--policy", MASKS, "--labels", "environment=production");

    assertEquals("allow", record.text("decision"));
    assertEquals(
        "41",
        record.required("access").required("maskedCharacters").json()
                instanceof Json.Digits(String digits, _)
            ? digits
            : "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "replay"})
  void aReviewInUtf16IsNamedAsThat(String command) {
    CommandRun run = CommandRun.of(command, FOLDER + "review-in-utf16.json");

    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("is UTF-16"), run.err());
  }

  @Test
  void windowsShellsAreNoAllowedCommands() {
    CommandRun run = CommandRun.of("check", "--policy", FOLDER + "policy-allows-cmd.yaml");

    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("\"cmd\" runs whatever it is told to"), run.err());
  }

  private static String whyNotOpened(String file, String granter, String reason) {
    Cursor record =
        record(
            file,
            "--policy",
            SECOND_PERSON,
            "--labels",
            "environment=production",
            "--annotations",
            "exec-guard.io/allow-interactive-from=2026-11-23T14:00:00Z,"
                + "exec-guard.io/allow-interactive-until=2026-11-23T17:00:00Z,"
                + "exec-guard.io/allow-interactive-reason="
                + reason
                + ",exec-guard.io/allow-interactive-by="
                + granter,
            "--time",
            "2026-11-23T15:00:00Z");
    assertEquals("deny", record.text("decision"));
    return record.required("breakGlass").items("notOpened").getFirst().text("why");
  }

  private static Cursor record(String file, String... options) {
    return explained(file, options).required("record");
  }

  private static Cursor explained(String file, String... options) {
    CommandRun run =
        CommandRun.of(
            Stream.concat(
                    Stream.of("explain", FOLDER + file, "--output", "json"), Stream.of(options))
                .toArray(String[]::new));
    run.assertDone();
    return Function.tree(run.out().strip());
  }

  private static long count(String text, String part) {
    return Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
  }
}
