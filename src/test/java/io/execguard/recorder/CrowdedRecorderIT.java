package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A container had no room for one process more: the recorder's shell ended where it made the next
/// one, its watch went on, and the session never ended. With a little more room the command did not
/// run, and its exit code was 0.
@Tag("recorder")
final class CrowdedRecorderIT {
  private static final String IDS = "11111111-2222-3333-4444-";

  // More than a session has at once, which is 19.
  private static final int ROOM = 25;

  // All processes of a killed session stay zombies here, which count: 20 sessions of 19.
  private static final String LIMIT = "400";

  // Sessions with room for one process less than the one before it: what else may run sleeps.
  private static final String LESS_AND_LESS =
      "i=$2; while [ $((i -= 1)) -gt 0 ]; do p=; while set -- $1 /proc/[0-9]*; [ $# -le $((%s - i)) ]; do sleep 1000 & p=\"$p $!\"; done; setsid sh -c \"$0\" exec-guard/2:$1$(printf %%012d $i):8388608: seq 3 </dev/null >/dev/null 2>&1; r=$?; kill $p; wait; echo $i $r; done"
          .formatted(LIMIT);

  @ParameterizedTest
  @ValueSource(strings = {"debian", "busybox"})
  void aSessionWithoutRoomForAProcessEndsAndSaysThatItFailed(String image) {
    try (var container = Container.start(image, List.of("--pids-limit", LIMIT))) {
      var said = container.plain("sh", "-c", LESS_AND_LESS, Script.sent(), IDS, "" + ROOM);
      var all = container.log();
      var codes = said.text().lines().filter(line -> line.matches("\\d+ \\d+")).toList();

      assertEquals(ROOM - 1, codes.size(), said.text());
      assertTrue(codes.getFirst().endsWith(" 0"), said.text());
      assertEquals("1 2", codes.getLast(), said.text());
      codes.forEach(code -> assertWholeOrWithoutAnEnd(code, all));
      assertEquals(List.of("sleep"), container.processes());
    }
  }

  private static void assertWholeOrWithoutAnEnd(String code, List<String> all) {
    var room = Integer.parseInt(code.substring(0, code.indexOf(' ')));
    var log = Container.of(IDS + String.format(Locale.ROOT, "%012d", room), all);
    var ends = log.stream().filter(line -> line.contains(" end ")).toList();

    assertEquals(code.endsWith(" 0") ? 1 : 0, ends.size(), () -> code + ": " + log);
    // What the shell says of the process that it could not make is shown, too, and takes a number.
    var shown = log.stream().map(line -> line.replaceFirst("^\\d+ ", "")).toList();
    assertTrue(
        ends.isEmpty() || shown.containsAll(List.of("out 1", "out 2", "out 3")),
        () -> code + ": " + log);
  }
}
