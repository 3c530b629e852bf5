package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One request is one action, whatever the logs tell of it: over the audited day, with something
/// added to olga's only session.
final class ReportActionCountsTest {
  private static final String OLGAS = "\"sessions.exec-guard.io/exempt\"";

  @TempDir private Path directory;

  /// A session at two doors, of which one did not answer, was two.
  @Test
  void whatPassesADoorThatDidNotAnswerBesideOneThatDidIsOneAction() throws IOException {
    ReportRun found =
        with(
            "\"failed-open.validating.webhook.admission.k8s.io/round_0_index_1\":"
                + "\"commands-open.exec-guard.io\",");
    assertEquals(2, found.of("failed-open").size());
    assertOneSession(found);
  }

  /// Of the recorder's webhook a record was missing, and the session counted by it and by the one
  /// that decided.
  @Test
  void aMissingRecordOfTheRecorderBesideOneThatIsThereIsOneAction() throws IOException {
    ReportRun found = with("\"recorder.exec-guard.io/session\":\"" + UUID.randomUUID() + "\",");
    assertEquals(2, found.of("record-missing").size());
    assertOneSession(found);
  }

  /// Both were missing, and the session was nobody's action.
  @Test
  void aMissingRecordOfTheRecorderBesideAnotherThatIsMissingIsOneAction() throws IOException {
    Path fewer = decisions(line -> line.contains("\"reason\":\"exempt\"") ? "" : line);
    ReportRun found =
        report(fewer, audit("\"recorder.exec-guard.io/session\":\"" + UUID.randomUUID() + "\","));
    JsonNode olga = commands(found, "olga");
    assertEquals(1, olga.path("attempts").asInt());
    assertEquals(1, olga.path("recordMissing").asInt());
  }

  /// Whoever has another's name with words behind it was told by the other's event.
  @Test
  void aRecordWhoseNameBeginsWithAnothersIsNotToldByTheOthersEvent() throws IOException {
    List<String> lines = Files.readAllLines(CapturedDay.DECISIONS);
    String forged =
        lines.stream()
            .filter(line -> line.contains("\"reason\":\"exempt\""))
            .findFirst()
            .orElseThrow()
            .replace("\"username\":\"olga\"", "\"username\":\"olga (session x)\"")
            .replace("13:56:03.360", "13:56:05.360")
            .replaceFirst("\"attemptKey\":\"[^\"]*", "\"attemptKey\":\"forged");
    Path more =
        Files.write(
            directory.resolve("decisions.jsonl"),
            Stream.concat(lines.stream(), Stream.of(forged)).toList());
    JsonNode row =
        report(more, CapturedDay.AUDIT).of("allowed").stream()
            .filter(one -> one.path("who").asString("").startsWith("olga (session x)"))
            .findFirst()
            .orElseThrow();
    assertEquals("untold", row.path("outcome").path("state").asString(""));
    assertTrue(row.path("sourceAddress").isMissingNode(), row.toString());
  }

  private static void assertOneSession(ReportRun found) {
    JsonNode olga = commands(found, "olga");
    assertEquals(1, olga.path("attempts").asInt());
    assertEquals(1, olga.path("sessions").asInt());
    assertEquals(0, olga.path("recordMissing").asInt());
  }

  private static JsonNode commands(ReportRun found, String who) {
    return found.of("commands").stream()
        .filter(one -> one.path("who").asString("").equals(who))
        .findFirst()
        .orElseThrow();
  }

  private ReportRun with(String annotation) throws IOException {
    return report(CapturedDay.DECISIONS, audit(annotation));
  }

  private Path audit(String annotation) throws IOException {
    return ReportRun.changed(
        CapturedDay.AUDIT,
        directory.resolve("audit.jsonl"),
        line -> line.replace(OLGAS, annotation + OLGAS));
  }

  private Path decisions(UnaryOperator<String> change) throws IOException {
    List<String> lines = Files.readAllLines(CapturedDay.DECISIONS);
    List<String> changed = lines.stream().map(change).filter(line -> !line.isEmpty()).toList();
    assertNotEquals(lines, changed);
    return Files.write(directory.resolve("decisions.jsonl"), changed);
  }

  private static ReportRun report(Path decisions, Path audit) {
    return ReportRun.of(CapturedDay.question(decisions, audit).toArray(String[]::new));
  }
}
