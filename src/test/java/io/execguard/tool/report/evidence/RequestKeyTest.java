package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RequestKeyTest {
  private static final RequestKey KEY = key("id", "jane");

  @Test
  void isTheSameInEachStageOfARequest() {
    assertEquals(KEY.digest(), key("id", "jane").digest());
    assertSame(KEY.digest(), KEY.digest());
  }

  /// The header `Audit-ID` is the client's: with another's id a request would be taken for a stage
  /// of that other's.
  @Test
  void isAnotherForSomebodyElseWithTheSameId() {
    assertNotEquals(KEY.digest(), key("id", "john").digest());
    assertNotEquals(key("", "x").digest(), key("x", "").digest());
  }

  private static RequestKey key(String id, String who) {
    return new RequestKey(id, Optional.of(Instant.EPOCH), "get", "/api/v1/pods", who);
  }
}
