package io.execguard.tool.review;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.files.JsonText;
import io.execguard.tool.files.YamlText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The audit events of a [PlayedRequest], member for member as kube-apiserver writes them at the
/// level Metadata. The annotations of the webhooks are those of the handler's own answers.
public record PlayedAuditEvent(PlayedRequest played, String id) {
  /// Of the API server, between taking a request and answering it.
  private static final long ANSWERS_WITHIN_MS = 200;

  private static final int SWITCHING_PROTOCOLS = 101;

  public static PlayedAuditEvent of(PlayedRequest played) {
    return new PlayedAuditEvent(played, UUID.randomUUID().toString());
  }

  /// A line for each stage. What is upgraded to a stream has one when it begins and one when it
  /// ends.
  public List<String> lines() {
    Instant answered = played.asked().plusMillis(ANSWERS_WITHIN_MS);
    return isStream()
        ? List.of(line("ResponseStarted", answered), line("ResponseComplete", played.ended()))
        : List.of(line("ResponseComplete", played.ended()));
  }

  private boolean isStream() {
    return !request().text("subResource").isEmpty();
  }

  private Cursor request() {
    return played.request();
  }

  private String line(String stage, Instant at) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("kind", "Event");
    event.put("apiVersion", "audit.k8s.io/v1");
    event.put("level", "Metadata");
    event.put("auditID", id);
    event.put("stage", stage);
    event.put("requestURI", uri());
    event.put("verb", played.verb());
    event.put("user", YamlText.mutable(request().required("userInfo").json()));
    event.put("sourceIPs", List.of("198.51.100.7"));
    event.put("userAgent", "kubectl/v1.36.0 (linux/amd64) kubernetes/demo");
    event.put("objectRef", object());
    event.put("responseStatus", status());
    event.put("requestReceivedTimestamp", played.asked().toString());
    event.put("stageTimestamp", at.toString());
    event.put("annotations", annotations());
    return YamlText.tree(event) instanceof Json.Members members
        ? new String(JsonText.of(members), StandardCharsets.UTF_8)
        : "";
  }

  private String uri() {
    String namespace = "/api/v1/namespaces/" + request().text("namespace");
    return isStream()
        ? namespace
            + "/pods/"
            + request().text("name")
            + "/"
            + request().text("subResource")
            + "?"
            + parameters(request().required("object"))
        : namespace + "?fieldManager=kubectl-annotate";
  }

  private static String parameters(Cursor options) {
    return Stream.concat(
            options.texts("command").stream().map(argument -> "command=" + encoded(argument)),
            Stream.concat(
                Stream.of("container=" + encoded(options.text("container"))),
                Stream.of("stderr", "stdin", "stdout", "tty")
                    .filter(options.names()::contains)
                    .map(stream -> stream + "=true")))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("resource", request().required("resource").text("resource"));
    object.put("namespace", request().text("namespace"));
    object.put("name", request().text("name"));
    object.put("apiVersion", "v1");
    if (isStream()) {
      object.put("subresource", request().text("subResource"));
    }
    return object;
  }

  private Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("metadata", Map.of());
    played
        .denial()
        .ifPresentOrElse(
            denial -> {
              status.put("status", "Failure");
              status.put("message", ReplayedWords.denied(denial.replayed()));
              status.put("reason", "Forbidden");
              status.put("code", 403);
            },
            () -> status.put("code", isStream() ? SWITCHING_PROTOCOLS : 200));
    return status;
  }

  private Map<String, Object> annotations() {
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put("authorization.k8s.io/decision", "allow");
    annotations.put("authorization.k8s.io/reason", "");
    annotations.putAll(played.annotations());
    return annotations;
  }
}
