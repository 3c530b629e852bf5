package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {

  @ParameterizedTest
  @CsvSource({
    "sessions,      false, false",
    "node,          false, false",
    "grants,        false, false",
    "sessions-open, true,  true",
    "commands,      true,  false",
    "commands-open, true,  true",
    "run,           true,  true",
    "tunnels,       true,  true",
    "labels,        true,  true",
    "labels-open,   true,  true",
    "unknown,       false, false",
    "everything,    false, false",
    "RUN,           false, false",
    "'',            false, false",
  })
  void opensWithoutLabelsOnlyWhereItIsKnownToBeSafe(
      String name, boolean toSessions, boolean toCommands) {
    assertEquals(toSessions, new Door(name).opensWithoutLabels(Violation.By.SESSION));
    assertEquals(toCommands, new Door(name).opensWithoutLabels(Violation.By.COMMAND));
    assertEquals(
        toCommands && !name.equals("commands-open"),
        new Door(name).opensWithoutLabels(Violation.By.UNRECORDED));
  }
}
