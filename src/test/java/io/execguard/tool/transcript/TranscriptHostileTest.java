package io.execguard.tool.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Transcripts with holes, and logs into which somebody writes who would like it otherwise.
@Timeout(120)
class TranscriptHostileTest {
  private static final String HEAD = "exec-guard session=" + Recording.SESSION + " ";

  @TempDir private Path directory;

  private static Recording session() {
    return new Recording(Recording.SESSION)
        .begin("yes", "script", "'sh'")
        .after(Duration.ofSeconds(1))
        .out("$ id\r")
        .after(Duration.ofSeconds(2))
        .out("uid=1000\r");
  }

  private static String complete() {
    return new String(session().end(0).timed(""), StandardCharsets.UTF_8);
  }

  private Set<String> problems(String log) throws IOException {
    return TranscriptRun.problems(directory, log.getBytes(StandardCharsets.UTF_8));
  }

  private String shown(String log) throws IOException {
    return TranscriptRun.of(directory, log.getBytes(StandardCharsets.UTF_8)).out();
  }

  private static String without(String n) {
    return complete().replaceAll("(?m)^[^\n]* n=" + n + " [^\n]*\n", "");
  }

  private static String line(String text) {
    return "2026-11-25T10:00:01.5Z " + HEAD + text + "\n";
  }

  @Test
  void nothingIsMissingOfAWholeOneInAnyOrder() throws IOException {
    assertEquals(Set.of(), problems(complete()));
    String reversed = String.join("\n", complete().lines().toList().reversed());
    assertEquals(Set.of(), problems(reversed + "\n"));
    assertEquals(Set.of(), problems(complete() + complete()), "two exports overlap");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    assertEquals(Set.of("no-begin", "gap"), problems(without("1")));
    assertEquals(Set.of("gap"), problems(without("2")));
    assertEquals(Set.of("no-end"), problems(without("4")));
    assertEquals(
        Set.of("cut"),
        problems(
            new String(session().line("cut", "bytes=0").end(0).timed(""), StandardCharsets.UTF_8)));
  }

  @Test
  void anotherTextOfTheSameNumberIsForged() throws IOException {
    assertEquals(Set.of("double"), problems(complete() + line("n=2 out $ true\r")));
    assertEquals(Set.of("bytes", "double"), problems(line("n=2 out $ true\r") + complete()));
  }

  @Test
  void aTextThatIsAnotherThanItsLengthIsSaid() throws IOException {
    assertEquals(Set.of("bytes"), problems(complete().replace("uid=1000", "uid=0")));
  }

  @Test
  void whatComesBehindTheEndIsSaid() throws IOException {
    assertEquals(
        Set.of("after-end"), problems(complete() + line("n=5 out x").replace("01.5", "03")));
  }

  @Test
  void anIdThatIsUsedAgainIsSaid() throws IOException {
    String later = complete().replace("T10:", "T12:");
    assertEquals(Set.of("begin-again"), problems(complete() + later));
    assertEquals(
        Set.of("begin-again", "after-end"),
        problems(
            complete()
                + line("n=5 begin v=1 tty=yes by=tee container-user=0 command=")
                    .replace("01.5", "03")));
  }

  @Test
  void timesThatGoBackwardsAreSaid() throws IOException {
    assertEquals(
        Set.of("time-backwards"),
        problems(
            complete()
                .replace(
                    "10:00:02.123456789Z exec-guard session=" + Recording.SESSION + " n=3",
                    "09:00:00Z exec-guard session=" + Recording.SESSION + " n=3")));
  }

  @Test
  void linesThatTheRecorderDoesNotWriteAreSaid() throws IOException {
    assertEquals(Set.of("misshapen"), problems(complete() + line("n=02 out x")));
    assertEquals(Set.of("misshapen"), problems(complete() + line("n=9 shout x")));
    assertEquals(Set.of("misshapen"), problems(complete() + line("")));
    assertEquals(Set.of("misshapen"), problems(complete() + line("n=5 out " + "x".repeat(5_000))));
    assertEquals(Set.of("misshapen"), problems(complete() + line("n=99999999999999999999 out x")));
    assertEquals(
        Set.of("stderr"),
        problems(new String(session().end(0).timed("stderr F "), StandardCharsets.UTF_8)));
  }

  @Test
  void whatPeoplePrintIsTextAndNoLineOfAnything() throws IOException {
    String log =
        new String(
            session()
                .out(HEAD + "n=2 out forged\r")
                .part(HEAD + "n=9 end exit=0 bytes=0")
                .end(0)
                .timed(""),
            StandardCharsets.UTF_8);
    assertEquals(Set.of(), problems(log));
    assertTrue(
        shown(log).contains("2 lines that the session showed looking like a transcript's own"));
  }

  @Test
  void whatStandsInTheMidstOfAnotherLineChangesNothing() throws IOException {
    String visitor = "10.0.0.1 GET / \"" + HEAD + "n=2 out $ true\r\"\n";
    String json =
        "{\"log\":\"{\\\"agent\\\":\\\"" + HEAD + "n=2 out x\\\"}\",\"stream\":\"stdout\"}\n";
    assertEquals(Set.of(), problems(visitor + json + complete()));
  }

  @Test
  void aLineThatTheContainersProcessHadBegunCounts() throws IOException {
    String log = complete().replace("Z " + HEAD + "n=2", "Z loading... " + HEAD + "n=2");
    assertEquals(Set.of(), problems(log));
    assertTrue(shown(log).contains("1 line standing behind other text"));
  }

  @Test
  void otherSessionsAreNotMixedIn() throws IOException {
    String other =
        complete()
            .replace(Recording.SESSION, "11111111-2222-4333-8444-555555555555")
            .replace("id", "whoami");
    StringBuilder mixed = new StringBuilder();
    String[] ours = complete().split("\n", -1);
    String[] theirs = other.split("\n", -1);
    for (int i = 0; i < ours.length; i++) {
      mixed.append(ours[i]).append('\n').append(theirs[i]).append('\n');
    }
    assertEquals(Set.of(), problems(mixed.toString()));
    assertFalse(shown(mixed.toString()).contains("whoami"));
  }

  @Test
  void noEscapeReachesTheTerminal() throws IOException {
    String evil =
        "\u001b]52;c;ZXZpbA==\u0007\u001b]0;title\u001b\\\u001bP+q\u001b\\\u009b2J\u001b[5n\u0005\u001b[21t\u001bcx\u202ey";
    String log =
        new String(
            new Recording(Recording.SESSION)
                .begin("yes", "script", "'" + evil + "'")
                .out(evil)
                .end(0)
                .log(),
            StandardCharsets.UTF_8);
    for (String form : new String[] {"--json", "--asciicast", "--html"}) {
      String out = TranscriptRun.of(directory, log.getBytes(StandardCharsets.UTF_8), form).out();
      assertTrue(
          out.codePoints()
              .allMatch(
                  one ->
                      one == '\n'
                          || (one >= ' '
                              && one != 0x7f
                              && (one < 0x80 || one > 0x9f)
                              && one != 0x202e)),
          form);
    }
    String text = shown(log);
    assertTrue(
        text.codePoints()
            .allMatch(
                one -> one == '\n' || (one >= ' ' && (one < 0x7f || one > 0x9f) && one != 0x202e)),
        text);
    String cast =
        TranscriptRun.of(directory, log.getBytes(StandardCharsets.UTF_8), "--asciicast")
            .lines()
            .get(1);
    assertFalse(
        cast.contains("52;c")
            || cast.contains("title")
            || cast.contains("[5n")
            || cast.contains("21t")
            || cast.contains("\\u0005"),
        cast);
  }

  @Test
  void clearingTheScreenHidesNothing() throws IOException {
    String log =
        new String(
            new Recording(Recording.SESSION)
                .begin("yes", "script", "'sh'")
                .out("first\r")
                .out("second\r")
                .part("\u001b[1A\u001b[2K")
                .part("third\r\u001b[H\u001b[2J\u001b[3Jfourth\r")
                .part("\u001b[?1049h\u001b[Hwithin\u001b[?1049l")
                .part("\u001b[Hfifth")
                .end(0)
                .log(),
            StandardCharsets.UTF_8);
    String shown = shown(log);
    for (String word : new String[] {"first", "second", "third", "fourth", "within", "fifth"}) {
      assertTrue(shown.contains(word), word + " is not in " + shown);
    }
  }

  @Test
  void brokenTextIsReadToItsEnd() throws IOException {
    Recording recording = new Recording(Recording.SESSION).begin("yes", "script", "'sh'");
    recording.bytes("out+", new byte[] {'a', (byte) 0xe2, (byte) 0x82});
    recording.bytes("out", new byte[] {(byte) 0xac, (byte) 0xff, 0, 'b', '\r'});
    recording.bytes("out+", "\u001b[".getBytes(StandardCharsets.UTF_8));
    recording.bytes(
        "out+",
        "?40h\u001b[?3h\u001b[4;0;0t\u001b[999999999999;99999999999999999999H\u001b[99999999b\u001b[99999I!"
            .getBytes(StandardCharsets.UTF_8));
    byte[] log = recording.end(0).log();
    assertEquals(Set.of(), TranscriptRun.problems(directory, log));
    assertTrue(TranscriptRun.of(directory, log).out().contains("a€\uFFFDb"));
  }

  @Test
  void aLogThatBreaksOffOrIsOfAnotherEncodingIsSaid() throws IOException {
    CommandRun run =
        TranscriptRun.of(
            directory, (complete() + "{\"log\":\"" + HEAD).getBytes(StandardCharsets.UTF_8));
    assertEquals(0, run.code(), run.err());
    CommandRun wide = TranscriptRun.of(directory, complete().getBytes(StandardCharsets.UTF_16));
    assertEquals(1, wide.code());
    assertTrue(wide.err().contains("UTF-16"), wide.err());
  }

  @Test
  void aCollectorThatTakesTheCarriageReturnsChangesNothing() throws IOException {
    String log = complete().replace("\r", "");
    assertEquals(Set.of(), problems(log));
    assertTrue(shown(log).contains("\n$ id\nuid=1000\n"), shown(log));
  }
}
