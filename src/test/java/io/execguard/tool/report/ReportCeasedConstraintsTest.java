package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Digest;
import io.execguard.testing.LogGroups;
import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A label that was taken away past the guard: the page said which, and left it to the reader to
/// find out which constraint no longer held, and who made use of it.
class ReportCeasedConstraintsTest {
  private static final String UNTOLD = "which constraint ceased to match could not be told: ";
  private static final String NOT_PROVEN =
      UNTOLD + "the text of the policy in force, proven by its digest, is not among the records";

  /// Within the run, and behind its last decision in production but for one.
  private static final String LABEL =
      LogGroups.lines("audit-cases/namespace-changed-past-the-guard.jsonl")
          .getFirst()
          .replace("2026-11-25T19:16:01", "2026-11-25T00:54:58");

  private static final List<String> DECISIONS = LogGroups.lines("report/decisions.jsonl");

  @TempDir private Path directory;

  @Test
  void theConstraintThatCeasedToMatchIsNamed() throws IOException {
    JsonNode change = change(DECISIONS);
    assertTrue(note(change).contains("; ceased to match: production; the next"), note(change));
    assertEquals("[\"production\"]", change.path("ceased").toString());
  }

  /// What a namespace had before, the records tell; without them nobody guesses.
  @Test
  void withoutWhatItHadBeforeItIsSaidWhatDoesNotMatchNow() throws IOException {
    JsonNode change =
        change(
            DECISIONS.stream()
                .map(
                    line -> line.replace("\"namespace\":\"production\"", "\"namespace\":\"other\""))
                .toList());
    assertTrue(
        note(change)
            .endsWith(
                "; does not match since then: production, and whether it did before these logs do not"
                    + " tell"),
        note(change));
    assertTrue(change.path("ceased").isMissingNode(), change.toString());
  }

  /// Hostile: whoever can write to the log gives a digest the text of a policy of their own.
  @Test
  void aTextThatIsNotOfItsDigestCountsForNothing() throws IOException {
    JsonNode change =
        change(
            DECISIONS.stream()
                .map(
                    line ->
                        line.replace(
                            "{\"environment\":\"production\"},\"matchE",
                            "{\"environment\":\"x\"},\"matchE"))
                .toList());
    assertTrue(note(change).contains(NOT_PROVEN), note(change));
  }

  @Test
  void withoutThePolicyItIsSaidAndNotGuessed() throws IOException {
    JsonNode change =
        change(DECISIONS.stream().filter(line -> !line.contains("\"type\":\"policy\"")).toList());
    assertTrue(note(change).contains(NOT_PROVEN), note(change));
    assertTrue(change.path("ceased").isMissingNode(), change.toString());
  }

  /// While a version goes out both policies decide.
  @Test
  void twoPoliciesThatDoNotSayTheSameAreNotGuessedBetween() throws IOException {
    JsonNode change =
        change(
            withAnotherPolicy(
                "\"production\",\"enforcementAction\"", "\"prod\",\"enforcementAction\""));
    assertTrue(
        note(change).contains(UNTOLD + "the policies before and behind it do not say the same"),
        note(change));
    assertEquals(
        "[\"production\"]",
        change(withAnotherPolicy("\"maxDuration\":\"4h\"", "\"maxDuration\":\"1h\""))
            .path("ceased")
            .toString());
  }

  /// As the guard itself would have said.
  @Test
  void aConstraintOfOtherLabelsDoesNotCease() throws IOException {
    JsonNode change =
        change(
            DECISIONS,
            LABEL.replace("\"environment\":\"staging\"", "\"environment\":\"production\""));
    assertTrue(note(change).contains("; no constraint ceased to match"), note(change));
    assertEquals("[]", change.path("ceased").toString());
  }

  @Test
  void theSessionThatFollowedIsLinked() throws IOException {
    JsonNode change = change(DECISIONS);
    assertEquals("0c99b1ef-df48-4cad-9417-9a1e219989dd", change.path("followedBy").asString(""));
    String page = page();
    assertTrue(page.contains(" <a href=\"#allowed-1\">that session</a>"), page);
    assertTrue(
        page.matches("(?s).*<tr id=\"allowed-1\"><td class=\"t\">2026-11-25 00:54:59.005</td>.*"),
        page);
  }

  /// The session that follows goes past the guard as well: it has no record.
  @Test
  void aSessionPastTheGuardThatFollowedIsLinked() throws IOException {
    String bypass =
        LogGroups.lines("report/audit.jsonl").stream()
            .filter(event -> event.contains("\"mallory\"") && event.contains("\"code\":101"))
            .findFirst()
            .orElseThrow();
    JsonNode change =
        change(
            DECISIONS.stream().filter(line -> !line.contains("\"break-glass\"")).toList(),
            LABEL,
            bypass);
    assertTrue(
        note(change)
            .contains("exec -i by mallory (impersonated by admin) (past the guard, audit event "),
        note(change));
    assertTrue(page().contains("<a href=\"#bypass-1\">that session</a>"));
  }

  private List<String> withAnotherPolicy(String from, String to) {
    String policy = DECISIONS.getFirst();
    String text = policy.replaceFirst(".*\"policy\":", "").replaceFirst("}\\s*$", "");
    String digest = policy.replaceFirst(".*\"policyDigest\":\"", "").replaceFirst("\".*", "");
    String other = text.replace(from, to);
    String otherDigest = "sha256:" + Digest.hex(other.getBytes(StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>(DECISIONS);
    lines.add(policy.replace(text, other).replace(digest, otherDigest));
    // It decides before and behind, as the first one does.
    Stream.of(DECISIONS.get(1), DECISIONS.getLast())
        .map(line -> line.replace(digest, otherDigest).replaceFirst("\"id\":\"", "\"id\":\"f"))
        .forEach(lines::add);
    return lines;
  }

  private JsonNode change(List<String> decisions, String... events) throws IOException {
    Files.write(
        directory.resolve("audit.jsonl"), events.length == 0 ? List.of(LABEL) : List.of(events));
    Files.write(directory.resolve("decisions.jsonl"), decisions);
    List<JsonNode> found =
        ReportRun.of(directory.resolve("decisions.jsonl"), directory.resolve("audit.jsonl"))
            .of("namespace-changed");
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private String page() {
    return CommandRun.of(
            "report",
            "--decisions",
            directory.resolve("decisions.jsonl").toString(),
            "--audit",
            directory.resolve("audit.jsonl").toString())
        .out();
  }

  private static String note(JsonNode change) {
    return change.path("note").asString("");
  }
}
