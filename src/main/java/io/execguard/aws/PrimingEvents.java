package io.execguard.aws;

import io.execguard.json.JsonLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// What the priming asks the function: calls of API Gateway, with reviews in them.
final class PrimingEvents {
  private static final String SHELL =
      """
      {"stdin": true, "stdout": true, "tty": true, "container": "NAME", "command": ["bash"]}""";

  private static final String COMMAND =
      """
      {"stdout": true, "stderr": true, "container": "NAME", "command": ["ls", "-l"]}""";

  private static final String REVIEW =
      """
      {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "NAME",
       "operation": "CONNECT", "resource": {"group": "", "version": "v1", "resource": "pods"},
       "subResource": "exec", "namespace": "NAME", "name": "NAME", "userInfo": USER, "object": OPTIONS}}""";

  private static final String DEBUG =
      """
      {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "NAME",
       "operation": "UPDATE", "resource": {"group": "", "version": "v1", "resource": "pods"},
       "subResource": "ephemeralcontainers", "namespace": "NAME", "name": "NAME", "userInfo": USER,
       "object": {"metadata": {"name": "NAME"}, "spec": {CONTAINERS, "ephemeralContainers": [
       {"name": "NAME-2", "image": "NAME", "stdin": true, "tty": true, "command": ["sh"],
       "targetContainerName": "NAME"}]}}, "oldObject": {"metadata": {"name": "NAME"}, "spec": {CONTAINERS}}}}""";

  private static final String CONTAINERS =
      """
      "containers": [{"name": "NAME", "image": "NAME"}]""";

  private static final String USER =
      """
      {"username": "arn:aws:sts::111122223333:assumed-role/NAME/NAME", "uid": "NAME", "groups": ["NAME"],
       "extra": {"arn": ["arn:aws:sts::111122223333:assumed-role/NAME/NAME"],
       "canonicalArn": ["arn:aws:iam::111122223333:role/NAME"], "sessionName": ["NAME"]}}""";

  private PrimingEvents() {}

  /// An interactive exec.
  static byte[] shell(String name, Instant now) {
    return event(name, "sessions", REVIEW.replace("OPTIONS", SHELL), now);
  }

  /// An exec of a single command.
  static byte[] command(String name, Instant now) {
    return event(name, "commands", REVIEW.replace("OPTIONS", COMMAND), now);
  }

  /// An ephemeral container with a terminal.
  static byte[] debug(String name, Instant now) {
    return event(name, "sessions", DEBUG.replace("CONTAINERS", CONTAINERS), now);
  }

  private static byte[] event(String name, String door, String review, Instant now) {
    byte[] body =
        review.replace("USER", USER).replace("NAME", name).getBytes(StandardCharsets.UTF_8);
    return JsonLine.of(
        json -> {
          json.writeObjectPropertyStart("requestContext");
          json.writeStringProperty("requestId", name);
          json.writeNumberProperty("requestTimeEpoch", now.toEpochMilli());
          json.writeEndObject();
          json.writeObjectPropertyStart("headers");
          json.writeStringProperty("Content-Type", "application/json");
          json.writeEndObject();
          json.writeObjectPropertyStart("queryStringParameters");
          json.writeStringProperty("timeout", "30s");
          json.writeEndObject();
          json.writeObjectPropertyStart("pathParameters");
          json.writeStringProperty("cluster", name);
          json.writeStringProperty("token", name);
          json.writeStringProperty("door", door);
          json.writeEndObject();
          json.writeStringProperty("body", Base64.getEncoder().encodeToString(body));
          json.writeBooleanProperty("isBase64Encoded", true);
        });
  }
}
