package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.WrongShapeException;
import io.execguard.testing.LogGroups;
import io.execguard.tool.report.read.PartialJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is read of the events of `src/test/resources/report/audit.jsonl`, each by its time.
final class AuditEventReaderTest {
  @Test
  void readsWhoAskedForWhatAndWhichRecordItHas() {
    AuditEvent event = event("2026-11-25T00:54:58.125850Z");
    assertEquals(Optional.of(Instant.parse("2026-11-25T00:54:58.125850Z")), event.time());
    assertEquals("438951db-9c21-47e1-9f1d-a3ff0b7bb8db", event.auditId());
    assertEquals("jane", event.username());
    assertEquals("jane (impersonated by admin)", event.who());
    assertEquals("pods/exec", event.resource());
    assertEquals("staging/web", event.where());
    assertEquals("exec -i", event.what());
    assertEquals(List.of("cat"), event.command());
    assertEquals(101, event.code());
    assertEquals(List.of("0fc42076-efe0-4a8d-9f36-9eb6dd38abe4"), event.records());
    assertEquals(List.of(), event.failedOpen());
    assertEquals(List.of(), event.begun());
    assertTrue(event.isOpened());
  }

  @Test
  void readsWhichWebhookWasPassedOver() {
    AuditEvent event = event("2026-11-25T00:54:59.823928Z");
    assertEquals(List.of("commands.exec-guard.io"), event.failedOpen());
    assertEquals(List.of(), event.records());
  }

  @Test
  void readsWhoWasRefusedBecauseNobodyAnswered() {
    AuditEvent event = event("2026-11-25T00:54:59.917072Z");
    assertTrue(event.unanswered());
    assertTrue(event.failed());
    assertFalse(event.forbidden());
    assertFalse(event.isOpened());
  }

  @Test
  void readsWhomTheApiServerItselfRefused() {
    AuditEvent event = event("2026-11-25T00:54:58.810776Z");
    assertTrue(event.forbidden());
    assertFalse(event.unanswered());
    assertFalse(event.isOpened());
  }

  @Test
  void anotherKindIsNoEvent() {
    byte[] json = "{\"kind\":\"EventList\"}".getBytes(StandardCharsets.UTF_8);
    assertThrows(WrongShapeException.class, () -> read(json));
  }

  private static AuditEvent event(String time) {
    return read(
        LogGroups.lines("report/audit.jsonl").stream()
            .filter(line -> line.contains("\"requestReceivedTimestamp\":\"" + time))
            .findFirst()
            .orElseThrow()
            .getBytes(StandardCharsets.UTF_8));
  }

  private static AuditEvent read(byte[] json) {
    return AuditEventReader.read(
        PartialJson.of(json, AuditEventReader.MEMBERS).orElseThrow(),
        PartialJson.of(json, AuditEventReader.OBJECTS).orElseThrow());
  }
}
