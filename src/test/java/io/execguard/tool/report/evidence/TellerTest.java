package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellerTest {
  private static final long NOW = 1_795_000_000_000L;
  private static final AttemptNumber FIRST = AttemptNumber.of(NOW, "run", Mark.DENIED);

  /// Milliseconds from the record that was read first, and an id, of each.
  @ParameterizedTest
  @CsvSource({
    "0, 279b6b76, 0, 98270f7c, true",
    "0, 98270f7c, 0, 279b6b76, false",
    "0, 279b6b76, 0, 279b6b76, false",
    "-1, 98270f7c, 0, 279b6b76, true",
    "-9999, 98270f7c, -9998, 279b6b76, true",
    "1, 279b6b76, 0, 98270f7c, false",
    "9999, 279b6b76, -9999, 98270f7c, false",
    "0, z, 0, é, true",
    "0, '', 0, 0, true"
  })
  void theEarlierComesFirstAndOfOneMillisecondTheIdThatSortsFirst(
      long time, String id, long otherTime, String otherId, boolean isBefore) {
    assertEquals(isBefore, teller(time, id).isBefore(teller(otherTime, otherId)));
  }

  @ParameterizedTest
  @CsvSource({"0, 279b6b76", "-9999, 98270f7c", "9999, ''", "-1, é"})
  void hasItsTimeAndTheBeginningOfItsId(long time, String id) {
    assertEquals(NOW + time, teller(time, id).time(FIRST));
    assertEquals(Teller.beginning(id), teller(time, id).id());
    assertNotEquals(0, teller(time, id).id());
  }

  private static Teller teller(long time, String id) {
    return Teller.of(FIRST, AttemptNumber.of(NOW + time, "node", Mark.DENIED), id);
  }
}
