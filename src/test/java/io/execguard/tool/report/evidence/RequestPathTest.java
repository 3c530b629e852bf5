package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.testing.LogGroups;
import io.execguard.tool.report.read.PartialJson;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a request is about, by its address alone.
final class RequestPathTest {
  /// Of a new object the API server takes the name out of the object.
  @Test
  void anAddressTellsWhatTheApiServersObjectReferenceTells() {
    Stream.of("report/audit.jsonl", "audit-changes/changes.jsonl")
        .flatMap(file -> LogGroups.lines(file).stream())
        .forEach(
            event -> {
              Cursor read =
                  PartialJson.of(
                          event.getBytes(StandardCharsets.UTF_8), Set.of("requestURI", "objectRef"))
                      .orElseThrow();
              Cursor object = PartialJson.member(read, "objectRef");
              RequestPath path = RequestPath.of(new RequestUri(read.text("requestURI")));
              assertEquals(object.text("apiGroup"), path.group(), event);
              assertEquals(
                  AuditEvent.joined(object.text("resource"), object.text("subresource")),
                  path.resource(),
                  event);
              if (!path.name().isEmpty()) {
                assertEquals(object.text("name"), path.name(), event);
                assertEquals(object.text("namespace"), path.namespace(), event);
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/namespaces/a/status?x=/y, '', a, namespaces/status, a",
    "/api/v1/namespaces/a/pods/b/exec?command=/, '', a, pods/exec, b",
    "/api/v1/nodes/n%3A10255/proxy/run/a/b, '', '', nodes/proxy, n:10255",
    "/apis/g/v1/namespaces/a/things, g, a, things, ''",
    "/api, '', '', '', ''",
    "/healthz, '', '', '', ''"
  })
  void readsAddresses(
      String address, String group, String namespace, String resource, String name) {
    assertEquals(
        new RequestPath(group, namespace, resource, name), RequestPath.of(new RequestUri(address)));
  }
}
