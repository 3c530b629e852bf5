package io.execguard.tool.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `transcript` shows of sessions that real programs drew, and in which forms.
class TranscriptCommandTest {
  private static final Path CAPTURED = Path.of("src/test/resources/transcripts");

  @TempDir private Path directory;

  private CommandRun show(byte[] log, String... options) throws IOException {
    return TranscriptRun.of(directory, log, options);
  }

  private static List<String> shown(CommandRun run) {
    List<String> lines = run.lines();
    return lines.subList(lines.indexOf("-".repeat(72)) + 1, lines.size() - 1);
  }

  /// What was typed stood before everything that had been shown: the screen handed its lines on at
  /// the session's end alone.
  @Test
  void withoutScriptWhatIsTypedStandsWhereItWasTyped() throws IOException {
    Recording recording =
        new Recording(Recording.SESSION)
            .begin("yes", "tee", "'sh'")
            .line("in", "echo one")
            .out("one")
            .line("in", "exit 7")
            .end(7);
    CommandRun run = show(recording.log());

    run.assertDone();
    assertEquals(List.of("typed> echo one", "one", "typed> exit 7"), shown(run));
  }

  @Test
  void showsTheCommandsThatRanAndNotTheKeysThatMadeThem() throws IOException {
    CommandRun run = show(Recording.of("bash", 7).timed(""));

    run.assertDone();
    assertEquals(
        List.of(
            "Session " + Recording.SESSION + ": complete",
            "From 2026-11-25T10:00:00.123456789Z until 2026-11-25T10:00:05.031456789Z, exit code 7",
            "Command: 'bash'",
            "Container user 1000, with a terminal, recorded by script; 55 lines, 1,458 bytes of output"),
        run.lines().subList(0, 4));
    assertEquals(
        """
        web:/$ echo hello world
        hello world
        web:/$ echo hello there
        hello there
        web:/$ ls -l notes.txt
        -rw-r--r-- 1 root root 17 Nov 25 22:30 notes.txt
        web:/$ echo a very long command line that wraps at the end of the terminal becau
        se it is longer than eighty columns
        a very long command line that wraps at the end of the terminal because it is lon
        ger than eighty columns
        [overwritten on the screen: (reverse-i-search)`h': echo a very long command line that wraps at the end of th]
        [overwritten on the screen: (reverse-i-search)`hel': echo hello there]
        [overwritten on the screen: (reverse-i-search)`hell': echo hello there]
        [overwritten on the screen: (reverse-i-search)`hello': echo hello there]
        web:/$ echo hello there
        hello there
        web:/$ printf "grün 日本 \\\\342\\\\202\\\\254\\\\n"
        grün 日本 €
        web:/$ ^C
        web:/$ clear
        [the screen was cleared here]
        web:/$ echo after the clear
        after the clear
        web:/$ exit 7
        exit
        """
            .lines()
            .toList(),
        shown(run));
  }

  @Test
  void showsTheLastScreenOfAnEditorBetweenTheLinesAroundIt() throws IOException {
    CommandRun run = show(Recording.of("vi", 0).timed(""));

    run.assertDone();
    List<String> shown = shown(run).stream().filter(line -> !line.equals("| ~")).toList();
    assertEquals(
        List.of(
            "web:/$ vi notes.txt",
            "+-- screen of a full-screen program, 2026-11-25T10:00:04.128456789Z ------------",
            "| alpha",
            "| beta is changed",
            "| gamma",
            "| DELTA typed",
            "| \"notes.txt\" 4L, 40B written",
            "+" + "-".repeat(71),
            "web:/$ cat notes.txt"),
        shown.subList(0, 9));
  }

  @Test
  void showsEachLineThatAPagerShowed() throws IOException {
    CommandRun run = show(Recording.of("less", 0).timed(""));

    run.assertDone();
    List<String> shown = shown(run);
    for (int line = 1; line < 172; line++) {
      if (line < 72 || line >= 150) {
        assertTrue(shown.contains("| line " + line + " of a long file"), "line " + line);
      }
    }
    assertEquals(List.of("web:/$ exit", "exit"), shown.subList(shown.size() - 2, shown.size()));
  }

  @Test
  void rawHasEachByte() throws IOException {
    for (String captured : List.of("bash", "vi", "less")) {
      Path out = directory.resolve("raw");
      show(Recording.of(captured, 0).log(), "--raw", "--out", out.toString()).assertDone();
      assertArrayEquals(
          Files.readAllBytes(CAPTURED.resolve(captured + ".bytes")), Files.readAllBytes(out));
    }
  }

  @Test
  void rawGoesToNoTerminal() throws IOException {
    System.setProperty("exec-guard.output-terminal", "true");
    try {
      show(Recording.of("bash", 0).log(), "--raw")
          .assertMistake(
              "--raw goes to no terminal, which would obey what is in it: give --out FILE, or a pipe");
    } finally {
      System.clearProperty("exec-guard.output-terminal");
    }
  }

  @Test
  void aCastHasAHeaderAndAnEventForEachLine() throws IOException {
    CommandRun run = show(Recording.of("vi", 7).timed(""), "--asciicast");

    run.assertDone();
    JsonNode header = JsonMapper.shared().readTree(run.lines().getFirst());
    assertEquals(2, header.path("version").asInt());
    assertEquals(80, header.path("width").asInt());
    assertEquals(24, header.path("height").asInt());
    assertEquals("'bash'", header.path("command").asString());
    assertEquals(Recording.BEGIN.getEpochSecond(), header.path("timestamp").asLong());
    double last = 0;
    for (String line : run.lines().subList(1, run.lines().size())) {
      JsonNode event = JsonMapper.shared().readTree(line);
      assertTrue(event.path(0).asDouble() >= last, line);
      last = event.path(0).asDouble();
    }
    assertEquals(5.2, last, 0.2);
    assertFalse(run.out().contains("\u001b"));
    assertTrue(run.out().contains("\\u001B[?1049h"), "the editor's own screen");
    assertFalse(run.out().contains("\\u001B[c"), "a question to the terminal");
  }

  @Test
  void aPageHoldsNoMarkupOfTheSession() throws IOException {
    byte[] log =
        new Recording(Recording.SESSION)
            .begin("yes", "script", "'<img src=x onerror=alert(1)>'")
            .out("<script>alert(1)</script>\r")
            .out("\u202egpj.exe\r")
            .end(0)
            .log();

    CommandRun run = show(log, "--html");

    run.assertDone();
    assertFalse(run.out().contains("<script"));
    assertFalse(run.out().contains("<img"));
    assertFalse(run.out().contains("\u202e"));
    assertTrue(run.out().contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assertTrue(run.out().startsWith("<!DOCTYPE html>"));
    assertTrue(run.out().endsWith("</html>\n"));
  }

  @Test
  void jsonHasTheSessionAndThenWhatItShowed() throws IOException {
    CommandRun run = show(Recording.of("vi", 3).timed(""), "--json");

    run.assertDone();
    List<JsonNode> lines = run.lines().stream().map(JsonMapper.shared()::readTree).toList();
    assertEquals("session", lines.getFirst().path("type").asString());
    assertEquals(3, lines.getFirst().path("exit").asInt());
    assertTrue(lines.getFirst().path("complete").asBoolean());
    assertEquals("line", lines.get(1).path("type").asString());
    assertEquals("web:/$ vi notes.txt", lines.get(1).path("text").asString());
    assertEquals("screen", lines.get(2).path("type").asString());
    assertEquals("alpha", lines.get(2).path("rows").path(0).asString());
  }

  @Test
  void withoutATerminalInputAndOutputStandApart() throws IOException {
    byte[] log =
        new Recording(Recording.SESSION)
            .begin("no", "tee", "'sh'")
            .line("in", "echo one; printf '\\033[2J'")
            .out("one")
            .part("\u001b[2J")
            .line("tar", "-rw-r--r-- root/root    300000 2026-11-26 10:59 up/b\u001b[2J.bin")
            .line("in-digest", "sha256=" + "0".repeat(64) + " bytes=70000")
            .end(0)
            .log();

    CommandRun run = show(log);

    // A command behind 64 KiB of anything was in no line, and the transcript was called complete.
    assertEquals(1, run.code());
    assertTrue(
        run.err().contains("of 70000 bytes of input the first 64 KiB are on record"), run.err());
    assertEquals(
        List.of(
            "typed> echo one; printf '\\033[2J'",
            "one",
            "[in what was sent: -rw-r--r-- root/root    300000 2026-11-26 10:59 up/b^[[2J.bin]",
            "[of more input its digest alone is on record: sha256="
                + "0".repeat(64)
                + " bytes=70000]",
            "^[[2J"),
        shown(run));
  }

  @Test
  void theSizeIsWhatTheSessionWroteToOrWhatIsSaid() throws IOException {
    Recording wide =
        new Recording(Recording.SESSION)
            .begin("yes", "script", "'top'")
            .part("\u001b[40;120Hx" + "\u001b[1;1H" + "y".repeat(100))
            .end(0);
    assertTrue(show(wide.log()).out().contains("y".repeat(100)));
    assertFalse(show(wide.log(), "--size", "80x40").out().contains("y".repeat(81)));
    show(wide.log(), "--size", "wide")
        .assertMistake("--size wide is no size from 2x2 to 1000x1000, like 120x40");
  }

  @Test
  void listsAllSessions() throws IOException {
    byte[] first = Recording.of("bash", 7).timed("");
    byte[] second =
        new Recording("11111111-2222-4333-8444-555555555555")
            .after(Duration.ofHours(1))
            .begin("yes", "script", "'sh'")
            .timed("");
    Path log = directory.resolve("both");
    Files.write(log, first);
    Files.write(log, second, StandardOpenOption.APPEND);

    CommandRun run = CommandRun.of("transcript", "--list", log.toString());

    assertEquals(1, run.code());
    assertEquals(
        List.of(
            Recording.SESSION
                + "  2026-11-25T10:00:00.123456789Z  2026-11-25T10:00:05.031456789Z  user=1000"
                + "  lines=55  exit=7  complete  'bash'",
            "11111111-2222-4333-8444-555555555555  2026-11-25T11:00:00.123456789Z"
                + "  2026-11-25T11:00:00.123456789Z  user=1000  lines=1  exit=?  no-end  'sh'"),
        run.lines());
    assertEquals(2, CommandRun.of("transcript", "--list", "--json", log.toString()).lines().size());
  }

  @Test
  void saysWhatIsWrongOnTheCommandLine() throws IOException {
    byte[] log = "nothing of ours\n".getBytes(StandardCharsets.UTF_8);
    CommandRun none = show(log);
    assertEquals(1, none.code());
    assertEquals(
        "exec-guard: there is no line of session " + Recording.SESSION + " in what was read\n",
        none.err());
    CommandRun.of("transcript", "--session", "me", "pom.xml")
        .assertMistake(
            "--session me is no session's id, like 0f8fad5b-d9cb-469f-a165-70867728950e; --list has those of the log");
    CommandRun.of("transcript", "--list", "--raw", "pom.xml")
        .assertMistake("--list is written as text or with --json: leave the other form away");
    CommandRun.of("transcript", "--list", "no-such-file")
        .assertMistake("there is no file no-such-file");
    assertEquals(2, CommandRun.of("transcript").code());
  }
}
