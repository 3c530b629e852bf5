package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {

  @ParameterizedTest
  @CsvSource({
    "sessions,      false",
    "node,          false",
    "grants,        false",
    "sessions-open, true",
    "commands,      true",
    "run,           true",
    "tunnels,       true",
    "labels,        true",
    "unknown,       false",
    "everything,    false",
    "RUN,           false",
    "'',            false",
  })
  void opensWithoutLabelsOnlyWhereItIsKnownToBeSafe(String name, boolean opens) {
    assertEquals(opens, new Door(name).opensWithoutLabels());
  }
}
