package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The request of an audit event, as the API server puts it before its webhooks: as much of an
/// AdmissionReview as the event shows.
final class AuditedRequest {
  /// The core group has no other version.
  private static final String VERSION = "v1";

  private AuditedRequest() {}

  /// Empty for a request that no webhook is asked about: one that reads.
  static Optional<Json> review(AuditEvent event) {
    return operation(event).map(operation -> members(Map.of("request", request(event, operation))));
  }

  private static Json request(AuditEvent event, String operation) {
    String[] resource = event.resource().split("/", 2);
    Map<String, Json> request = new LinkedHashMap<>();
    request.put("operation", text(operation));
    request.put(
        "resource",
        members(
            Map.of(
                "group", text(event.group()),
                "version", text(VERSION),
                "resource", text(resource[0]))));
    request.put("subResource", text(resource.length > 1 ? resource[1] : ""));
    request.put("namespace", text(event.namespace()));
    if (!event.name().isEmpty()) {
      request.put("name", text(event.name()));
    }
    request.put("userInfo", members(Map.of("username", text(event.username()))));
    object(event).ifPresent(object -> request.put("object", object));
    if (event.resource().equals("pods/ephemeralcontainers")) {
      request.put("oldObject", podWithDebugContainers(List.of()));
    }
    return members(request);
  }

  /// An event has the HTTP verb: a connection's is get or create, as the client likes.
  private static Optional<String> operation(AuditEvent event) {
    if (event.isConnection()) {
      return Optional.of("CONNECT");
    }
    if (event.creates()) {
      return Optional.of("CREATE");
    }
    return switch (event.verb()) {
      case "update", "patch" -> Optional.of("UPDATE");
      default -> Optional.empty();
    };
  }

  private static Optional<Json> object(AuditEvent event) {
    return switch (event.resource()) {
      case "pods/exec", "pods/attach" -> Optional.of(terminalOptions(event));
      case "nodes/proxy", "pods/proxy", "services/proxy" ->
          Optional.of(members(Map.of("path", text(event.uri().proxied()))));
      // Whoever writes there adds one: none that is there can be changed or taken away.
      case "pods/ephemeralcontainers" ->
          Optional.of(podWithDebugContainers(List.of(members(Map.of()))));
      case "pods" -> event.request().map(Cursor::json).filter(Json.Members.class::isInstance);
      default -> Optional.empty();
    };
  }

  private static Json terminalOptions(AuditEvent event) {
    return members(
        Map.of(
            "stdin", new Json.Flag(event.uri().isSet("stdin"), 1),
            "tty", new Json.Flag(event.uri().isSet("tty"), 1),
            "command", items(event.command().stream().map(AuditedRequest::text).toList())));
  }

  private static Json podWithDebugContainers(List<Json> containers) {
    return members(
        Map.of(
            "metadata",
            members(Map.of()),
            "spec",
            members(
                Map.of("containers", items(List.of()), "ephemeralContainers", items(containers)))));
  }

  private static Json members(Map<String, Json> values) {
    return new Json.Members(values, 1);
  }

  private static Json items(List<Json> values) {
    return new Json.Items(values, 1);
  }

  private static Json text(String value) {
    return new Json.Text(value, 1);
  }
}
