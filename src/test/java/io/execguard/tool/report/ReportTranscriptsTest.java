package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Function;
import io.execguard.testing.Rewriting;
import io.execguard.tool.CommandRun;
import io.execguard.tool.transcript.Recording;
import io.execguard.tool.transcript.TranscriptFormsTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `report --transcripts` of one session that the function let in, and of logs that somebody
/// changed.
class ReportTranscriptsTest {
  /// Of the captured review with a terminal; the function's clock stands still.
  private static final String SESSION = "a255e686-e46e-4a23-bd11-206b0ea36609";

  private static final String[] PERIOD = {
    "--from", "2026-11-23T00:00:00Z", "--until", "2026-11-24T00:00:00Z"
  };

  @TempDir private Path directory;

  @Test
  void withoutSessionsOnRecordNothingIsSaidOfThem() {
    CommandRun page = CommandRun.of("report", "--decisions", ReportRun.DECISIONS.toString());
    assertFalse(page.out().contains("ecorded sessions"), page.out());
    assertFalse(page.out().contains("What session "), page.out());
    ReportRun json = ReportRun.of(ReportRun.DECISIONS, ReportRun.AUDIT);
    assertFalse(json.run().out().contains("transcript"), json.run().out());
    assertFalse(json.run().out().contains("recordedSessions"), json.run().out());
  }

  @Test
  void aSessionStandsWithItsTranscriptWhateverNamesItHas() throws IOException {
    List<JsonNode> lines = json(log(session().end(3)));

    assertEquals(1, of(lines, "recorded").size());
    JsonNode recorded = of(lines, "recorded").getFirst();
    assertEquals("complete", recorded.path("state").asString(""));
    assertEquals(3, recorded.path("transcript").path("exit").asInt(0));
    assertEquals("[\"$ id\",\"uid=1000\"]", recorded.path("text").toString());
    assertEquals(
        "container logs", lines.getLast().path("sources").path(1).path("holds").asString(""));
    assertEquals(4, lines.getLast().path("sources").path(1).path("entries").asInt(0));
    assertFalse(lines.getLast().path("wantsAnAnswer").asBoolean(true));
  }

  /// Hostile: a process in the container makes up sessions, more than a page shows.
  @Test
  void sessionsThatSomebodyMakesUpAreFoundAndCounted() throws IOException {
    StringBuilder log = new StringBuilder(text(session().end(0)));
    for (int i = 0; i < 700; i++) {
      log.append(
          text(new Recording(new UUID(7, i).toString()).begin("yes", "script", "'x'").end(0)));
    }
    Path file = Files.writeString(directory.resolve("log"), log);

    List<JsonNode> lines = json(file);
    assertEquals(700, of(lines, "transcript-unknown").size());
    assertEquals(1, of(lines, "recorded").size());
    assertTrue(lines.getLast().path("wantsAnAnswer").asBoolean(false));
    CommandRun page = run(file, "--output", "html");
    assertTrue(page.out().contains(">Transcripts of sessions that no record lets in: 700</h3>"));
    assertTrue(page.out().contains("200 more in --output json"), page.out());
    assertFalse(page.out().contains("line 0"), "no line is known");
  }

  /// A transcript whose record an export of another time has was called one without a record.
  @Test
  void aTranscriptOfAnotherTimeIsNotHeldAgainstTheRecords() throws IOException {
    String other =
        text(new Recording(new UUID(7, 7).toString()).begin("yes", "script", "'x'").end(0));
    Path file =
        Files.writeString(
            directory.resolve("log"),
            text(session().end(0)) + other.replace("2026-11-23", "2026-11-27"));

    List<JsonNode> lines = json(file);
    assertEquals(List.of(), of(lines, "transcript-unknown"));
    assertEquals(1, lines.getLast().path("counts").path("transcriptsOutside").asInt(0));
  }

  /// Somebody writes a session anew, later and as they would like it, and the log of the day is
  /// gone.
  @Test
  void aTranscriptThatBeginsLongBehindItsRecordIsForged() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("log"), text(session().end(0)).replace("T16:00:01", "T16:03:02"));
    assertEquals(1, of(json(file), "transcript-forged").size());

    Files.writeString(file, text(session().end(0)).replace("T16:00:01", "T16:02:02"));
    assertEquals(0, of(json(file), "transcript-forged").size());
  }

  @Test
  void aLogThatBreaksOffIsSaidAndMakesNoCleanReport() throws IOException {
    byte[] whole = TranscriptFormsTest.gzip(session().end(0).timed(""));
    Path file = Files.write(directory.resolve("log.gz"), Arrays.copyOf(whole, whole.length - 9));
    CommandRun run = run(file);

    assertEquals(1, run.code());
    assertTrue(
        run.err().startsWith("exec-guard: " + file + ": was not read whole: the compressed file"),
        run.err());
  }

  @Test
  void transcriptsAloneAreNoReport() throws IOException {
    CommandRun.of("report", "--transcripts", log(session()).toString())
        .assertMistake("nothing to report: give --decisions, --audit or both");
  }

  private static Recording session() {
    return new Recording(SESSION).begin("yes", "script", "'sh'").out("$ id\r").out("uid=1000\r");
  }

  /// At the time of the function's clock.
  private static String text(Recording recording) {
    return new String(recording.timed(""), StandardCharsets.UTF_8)
        .replace("2026-11-25T10:00:00.123", "2026-11-23T16:00:01.5");
  }

  private Path log(Recording recording) throws IOException {
    return Files.writeString(directory.resolve("log"), text(recording));
  }

  private CommandRun run(Path log, String... more) throws IOException {
    Function function = Rewriting.sessionOnRecord("b255e686-e46e-4a23-bd11-206b0ea36609");
    Path decisions = Files.write(directory.resolve("decisions.jsonl"), function.allLines());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "report", "--decisions", decisions.toString(), "--transcripts", log.toString()));
    arguments.addAll(List.of(PERIOD));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments);
  }

  private List<JsonNode> json(Path log) throws IOException {
    CommandRun run = run(log, "--output", "json");
    assertEquals("", run.err());
    return run.lines().stream().map(JsonMapper.shared()::readTree).toList();
  }

  private static List<JsonNode> of(List<JsonNode> lines, String type) {
    return lines.stream().filter(line -> line.path("type").asString("").equals(type)).toList();
  }
}
