package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TablesTest {
  private static final int LONGEST = 1 << 16;

  /// Hostile: people who fill the page, so that no browser opens it.
  @Test
  void aPageHoldsNoMoreOfTranscriptsThanABrowserOpens() {
    Tables tables = new Tables();
    for (int i = 0; i < Tables.ROWS + 7; i++) {
      tables.add(session(i));
    }

    assertEquals(Tables.ROWS + 7L, tables.count(Kind.RECORDED));
    assertEquals(Tables.ROWS, tables.sessions().size());
    long characters =
        tables.sessions().stream().mapToLong(one -> one.text().orElseThrow().text().length()).sum();
    assertEquals(SessionTable.TEXT, characters);
    assertEquals(
        Tables.ROWS - SessionTable.TEXT / LONGEST,
        tables.sessions().stream().filter(one -> !one.text().orElseThrow().whole()).count());
  }

  private static RecordedSession session(int number) {
    return new RecordedSession(
        new OnRecord(
            Instant.EPOCH.plusSeconds(number),
            "jane",
            Caller.UNTOLD,
            "exec -it",
            List.of("sh"),
            "payments/web",
            "payments",
            "web",
            "app",
            "recorded",
            "session-" + number,
            "sessions",
            "attempt",
            "record-" + number,
            new Place("decisions", number + 1)),
        RecordedSession.State.COMPLETE,
        Optional.empty(),
        Optional.of(new Transcript.Text("x".repeat(LONGEST), true)));
  }
}
