package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Without a terminal, by `sh` of this machine and by those of dash, bash and BusyBox that it has.
final class RecorderTest {
  private static final int BOUND = 8 << 20;
  private static final Redirect NOTHING = Redirect.from(Path.of("/dev/null").toFile());

  @TempDir private Path room;

  static Stream<List<String>> shells() {
    var known =
        Stream.of(List.of("sh"), List.of("dash"), List.of("bash"), List.of("busybox", "sh"));
    return known.filter(shell -> shell.equals(List.of("sh")) || isThere(shell.getFirst()));
  }

  @Test
  void whatIsSentIsMadeOfTheSource() throws IOException, InterruptedException {
    var made =
        new ProcessBuilder("sed", "-E", "-f", Script.STEP.toString(), Script.SOURCE.toString())
            .start();
    var text = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, made.waitFor());
    assertEquals(text, Script.sent(), "make it again: wire.sed says how");
  }

  @Test
  void itIsNotLongerThanACommandLineMayGrow() throws IOException {
    assertTrue(Files.size(Script.SENT) <= 2048, () -> "bytes: " + Script.sent().length());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theProgramGetsItsArgumentsAsTheyWere(List<String> shell) throws Exception {
    var arguments =
        new ArrayList<>(
            List.of(
                "it's",
                "",
                "a\nb\n",
                "'; touch broken; '",
                "$(touch broken)",
                "`touch broken`",
                "\"",
                "\\",
                "-n",
                "*",
                "'".repeat(3),
                "ä"));
    arguments.add("x'\n".repeat(33_000));
    IntStream.range(0, 5_000).mapToObj(Integer::toString).forEach(arguments::add);

    var session = run(shell, NOTHING, BOUND, command("printf '%s|' \"$@\"", arguments));

    assertEquals(bytes(String.join("|", arguments) + "|"), session.output());
    assertFalse(Files.exists(room.resolve("broken")));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void outputAndErrorsStayApartAndTheExitCodeIsKept(List<String> shell) throws Exception {
    var session =
        run(
            shell,
            NOTHING,
            BOUND,
            command("echo shown; echo wrong >&2; printf end; exit 7", List.of()));

    assertEquals(7, session.exitCode());
    assertEquals("shown\nend", session.output());
    assertEquals("wrong\n", session.errors());
    assertEquals("end exit=7 bytes=15", session.last());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aSignalEndsWith128AndItsNumber(List<String> shell) throws Exception {
    assertEquals(143, run(shell, NOTHING, BOUND, command("kill -TERM $$", List.of())).exitCode());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theFirstLineSaysWhatRunsOnOneLine(List<String> shell) throws Exception {
    var session = run(shell, NOTHING, BOUND, List.of("true", "it's", "", "a\nb"));
    var begin = session.log().getFirst();

    assertTrue(begin.startsWith("1 begin v=2 tty=no by=tee user="), begin);
    assertTrue(begin.endsWith(" command='true' 'it'\\''s' '' 'a b'"), begin);
  }

  // echo of dash makes a line feed of \n: an argument wrote a line of its own into the log.
  @ParameterizedTest
  @MethodSource("shells")
  void anArgumentWritesNoLineOfItsOwn(List<String> shell) throws Exception {
    var forged = "x\\n" + Recording.PREFIX + "2 end exit=0 bytes=0";
    var begin = run(shell, NOTHING, BOUND, List.of("true", forged)).log().getFirst();

    assertTrue(begin.endsWith(" command='true' '" + forged + "'"), begin);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aLongCommandIsCutInTheFirstLine(List<String> shell) throws Exception {
    var begin = run(shell, NOTHING, BOUND, List.of("true", "x".repeat(100_000))).log().getFirst();
    var words = begin.substring(begin.indexOf("command=") + "command=".length());

    assertEquals(998, words.length());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void whatIsReadIsOnRecord(List<String> shell) throws Exception {
    var session =
        run(shell, input("one\ntwo".getBytes(StandardCharsets.UTF_8)), BOUND, List.of("cat"));

    assertEquals("one\ntwo", session.output());
    assertEquals("one\ntwo", session.recorded("in"));
    assertEquals("one\ntwo", session.recorded("out"));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void anyBytesReachTheProgramAndAreKnownByTheirDigest(List<String> shell) throws Exception {
    var bytes = new byte[1 << 20];
    new Random(17).nextBytes(bytes);

    var session = run(shell, input(bytes), BOUND, List.of("cat"));

    assertEquals(new String(bytes, StandardCharsets.ISO_8859_1), session.output());
    var digest = "in-digest sha256=" + sha256(bytes) + " bytes=" + bytes.length;
    assertTrue(session.log().stream().anyMatch(line -> line.endsWith(digest)), digest);
    assertEquals(65_536, session.recorded("in").length());
    assertEquals("end exit=0 bytes=" + bytes.length, session.last());
  }

  // NUL ended the line for BusyBox' awk and mawk: what followed it on the line was shown and not
  // recorded.
  @ParameterizedTest
  @MethodSource("shells")
  void whatFollowsANulIsOnRecord(List<String> shell) throws Exception {
    var session = run(shell, NOTHING, BOUND, command("printf 'a\\0hidden\\n'", List.of()));

    assertEquals("a\0hidden\n", session.output());
    assertEquals("a\1hidden\n", session.recorded("out"));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void longLinesAreCutToSizeAndNumberedWithoutAGap(List<String> shell) throws Exception {
    var session =
        run(
            shell,
            NOTHING,
            BOUND,
            command("yes 0123456789 | head -n 50000 | tr -d '\\n'; echo", List.of()));

    assertEquals("0123456789".repeat(50_000) + "\n", session.recorded("out"));
    for (var i = 0; i < session.log().size(); i++) {
      var line = session.log().get(i);
      assertTrue(line.startsWith(i + 1 + " "), line);
      assertTrue(Recording.PREFIX.length() + line.length() < 4_096, line);
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void beyondTheBoundOutputIsCountedAndInputGoesOn(List<String> shell) throws Exception {
    var session =
        run(
            shell,
            input("typed\n".getBytes(StandardCharsets.UTF_8)),
            1_000,
            command("yes | head -n 10000; cat", List.of()));

    assertEquals(20_006, session.output().length());
    assertEquals(1_000, session.recorded("out").length());
    assertEquals("typed\n", session.recorded("in"));
    assertTrue(session.log().get(session.log().size() - 2).endsWith(" cut bytes=19006"));
    assertEquals("end exit=0 bytes=20006", session.last());
  }

  // Some programs ask for input with every command and never send any: the session stayed open.
  @ParameterizedTest
  @MethodSource("shells")
  void inputThatNeverComesDoesNotKeepTheSessionOpen(List<String> shell) throws Exception {
    assertEquals("hello\n", run(shell, Redirect.PIPE, BOUND, List.of("echo", "hello")).output());
  }

  // The log of process 1 may lead to a file or to /dev/null: writable, and shipped by nobody.
  @ParameterizedTest
  @MethodSource("shells")
  void aLogThatNobodyShipsIsRefused(List<String> shell) throws Exception {
    var elsewhere = Script.sent().replaceFirst("(?m)^t=.*$", "t=/dev/null");
    var command =
        Stream.concat(
            shell.stream(),
            Stream.of("-c", elsewhere, Script.marker(Script.SESSION, BOUND, ""), "echo", "ran"));
    var process = new ProcessBuilder(command.toList()).start();

    assertEquals(126, process.waitFor());
    assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(
        "exec-guard: cannot record: no log or tool\n",
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private Recording run(List<String> shell, Redirect input, int bound, List<String> command)
      throws IOException, InterruptedException {
    var own = Files.createDirectory(room.resolve("session"));
    return Recording.of(own, shell, input, bound, command);
  }

  private Redirect input(byte[] bytes) throws IOException {
    return Redirect.from(Files.write(room.resolve("input"), bytes).toFile());
  }

  private static List<String> command(String script, List<String> arguments) {
    return Stream.concat(Stream.of("sh", "-c", script, "x"), arguments.stream()).toList();
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
