package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where output meets a bound: that of a line in the log, and that of what a session may log.
final class BoundRecorderTest {
  private static final String LINES = "abcd\n\n0\nxy\n";

  @TempDir private Path room;

  static List<List<String>> shells() {
    return RecorderTest.shells().toList();
  }

  // Most lines are written, or beyond the bound counted, without a look at their parts: a line on
  // which the bound falls is not one of them.
  @ParameterizedTest
  @MethodSource("shells")
  void theBoundFallsOnAnyByteAndEachByteIsLoggedOrCounted(List<String> shell) throws Exception {
    for (var bound = 0; bound <= LINES.length(); bound++) {
      var session = show(shell, bound, LINES);

      assertEquals(LINES, session.output());
      assertEquals(LINES.substring(0, bound), session.recorded("out"), "bound " + bound);
      assertEquals(cut(LINES.length() - bound), cuts(session), "bound " + bound);
      assertEquals("end exit=0 bytes=" + LINES.length(), session.last());
    }
  }

  // A line of the log that is longer than a pipe takes whole mixes with those of other sessions.
  @ParameterizedTest
  @MethodSource("shells")
  void aLineOfAnyLengthIsLoggedWholeInPartsThatAPipeTakes(List<String> shell) throws Exception {
    var lines =
        IntStream.of(1_997, 1_998, 1_999, 2_000, 2_001, 2_002, 3_999, 4_000, 4_001, 4_100)
            .mapToObj(length -> "x".repeat(length) + "\n")
            .collect(Collectors.joining());
    var session = show(shell, 1 << 20, lines);

    assertEquals(lines, session.output());
    assertEquals(lines, session.recorded("out"));
    session
        .log()
        .forEach(line -> assertTrue(Recording.PREFIX.length() + line.length() < 4_096, line));
  }

  private Recording show(List<String> shell, int bound, String text) throws Exception {
    var shown = Files.writeString(room.resolve("shown"), text);
    var nothing = Redirect.from(Path.of("/dev/null").toFile());
    var own = Files.createDirectory(room.resolve("session" + bound));
    return Recording.of(own, shell, nothing, bound, List.of("cat", shown.toString()));
  }

  private static List<String> cut(int bytes) {
    return bytes == 0 ? List.of() : List.of(String.format(Locale.ROOT, "cut bytes=%d", bytes));
  }

  private static List<String> cuts(Recording session) {
    return session.log().stream()
        .map(line -> line.split(" ", 2)[1])
        .filter(line -> line.startsWith("cut "))
        .toList();
  }
}
