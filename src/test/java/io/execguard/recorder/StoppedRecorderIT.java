package io.execguard.recorder;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks that hold a part of the recorder up, end its shells or put another program in its place.
@Tag("recorder")
final class StoppedRecorderIT {
  private static final String KILLED_SHELLS =
      "for p in /proc/[0-9]*; do read _ c _ <$p/stat; [ $c != '(sh)' ] || [ $p = /proc/1 ] || [ $p = /proc/$$ ] || kill -9 ${p#/proc/}; done";

  private final String session = UUID.randomUUID().toString();

  // A part of the recorder is stopped for a while by the one it records, who goes on typing.
  @ParameterizedTest
  @ValueSource(strings = {"script", "tee", "tr", "awk"})
  void whatIsShownWhileAPartOfTheRecorderIsStoppedIsOnRecordOrTheEndIsNot(String program) {
    try (var container = Container.start("debian", Container.AS_IT_IS)) {
      var typed = List.of(heldUp(program) + "\r", "echo un''seen\r", "exit 7\r");
      assertOnRecordOrWithoutAnEnd(container, container.execOnTerminal(session, typed, "sh"));
    }
  }

  // The shells between the recorder's programs are killed, and the person's own is not.
  @Test
  void whatIsShownBehindItsKilledShellsIsOnRecordOrTheEndIsNot() {
    try (var container = Container.start("debian", Container.AS_IT_IS)) {
      var typed = List.of(KILLED_SHELLS + "\r", "echo un''seen\r", "exit 7\r");
      assertOnRecordOrWithoutAnEnd(container, container.execOnTerminal(session, typed, "sh"));
    }
  }

  // The image's PATH begins with a folder that the person may write to: the tee that they put there
  // passes the bytes of their next session and copies none. Putting it there is on record.
  @Test
  void whoPutsAnotherTeeIntoThePathDoesItOnRecord() {
    try (var container = Container.start("debian", List.of("--env", "PATH=/tmp:/usr/bin:/bin"))) {
      var put = "printf '#!/bin/sh\\nexec cat\\n' >/tmp/tee; chmod +x /tmp/tee";
      container.execOnTerminal(session, List.of(put + "\r", "exit\r"), "sh");

      assertTrue(contains(container.log(session), "exec cat"), () -> log(container));
    }
  }

  // All programs of a name but process 1 stop, and go on three seconds later.
  private static String heldUp(String program) {
    return "for s in STOP CONT; do for p in /proc/[0-9]*; do read _ c _ <$p/stat; [ $c != '(%s)' ] || [ $p = /proc/1 ] || kill -$s ${p#/proc/}; done; sleep 3; done &"
        .formatted(program);
  }

  private void assertOnRecordOrWithoutAnEnd(Container container, Container.Said said) {
    var log = container.log(session);
    var shown = said.text().lines().anyMatch(line -> line.startsWith("unseen"));
    var ended = log.stream().anyMatch(line -> line.split(" ", 3)[1].equals("end"));
    assertFalse(ended && shown && !contains(log, " out unseen"), log::toString);
  }

  private String log(Container container) {
    return container.log(session).toString();
  }

  private static boolean contains(List<String> log, String text) {
    return log.stream().anyMatch(line -> line.contains(text));
  }
}
