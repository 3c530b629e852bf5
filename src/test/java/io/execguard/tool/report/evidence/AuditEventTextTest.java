package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.WrongShapeException;
import io.execguard.testing.LogGroups;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AuditEventTextTest {
  /// Events of namespaces, roles and the registration, all that write with their objects.
  private static final List<AuditEvent> CHANGES =
      LogGroups.lines("audit-changes/changes.jsonl").stream()
          .map(line -> read(line).orElseThrow())
          .toList();

  @Test
  void readsTheObjectsOfWhatTheyTellSomethingOf() {
    List<String> withObjects =
        CHANGES.stream()
            .filter(event -> event.request().isPresent())
            .map(event -> event.verb() + " " + event.resource())
            .distinct()
            .sorted()
            .toList();
    assertEquals(
        List.of("create namespaces", "delete validatingwebhookconfigurations", "patch namespaces"),
        withObjects);
  }

  @Test
  void readsAnEventAsFarAsItsCut() {
    String line = LogGroups.lines("audit-cases/cut-event.jsonl").getFirst();
    AuditEvent event = read(line).orElseThrow();
    assertTrue(event.isCut());
    assertFalse(event.who().isEmpty());
  }

  @Test
  void whatIsNoObjectIsNoEvent() {
    assertEquals(Optional.empty(), read("[]"));
    assertEquals(Optional.empty(), read("{\"kind\":"));
    assertThrows(WrongShapeException.class, () -> read("{}"));
  }

  private static Optional<AuditEvent> read(String line) {
    return AuditEventText.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
