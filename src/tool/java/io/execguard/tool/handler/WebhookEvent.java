package io.execguard.tool.handler;

import io.execguard.json.JsonLine;
import io.execguard.tool.files.ReviewFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A webhook call as API Gateway's REST proxy integration hands it to Lambda.
///
/// @param patience the API server's `timeout`, `10s` for instance; empty where the call has none
/// @param taken when API Gateway took the call; none for an event that is kept in a file, which
///   Lambda's own time then bounds alone
public record WebhookEvent(
    String cluster,
    String token,
    String door,
    Map<String, String> headers,
    String patience,
    String body,
    String requestId,
    Optional<Instant> taken) {
  private static final String TEMPLATE = "/v1/clusters/{cluster}/{token}/{door}";

  /// What the API server sends along with every review.
  private static final Map<String, String> API_SERVER =
      Map.of("Content-Type", "application/json", "User-Agent", "kube-apiserver-admission");

  /// The event that the API server's call would become; an event of another cluster becomes one of
  /// this.
  public static WebhookEvent of(ReviewFile file, String cluster, String token, String door) {
    return of(file.review(), cluster, token, door, "replay");
  }

  /// The same of a review by itself.
  static WebhookEvent of(
      byte[] review, String cluster, String token, String door, String requestId) {
    String body = new String(review, StandardCharsets.UTF_8);
    return new WebhookEvent(
        cluster, token, door, API_SERVER, "10s", body, requestId, Optional.empty());
  }

  public byte[] json() {
    return JsonLine.of(
        json -> {
          json.writeStringProperty("resource", TEMPLATE);
          json.writeStringProperty("path", "/v1/clusters/" + cluster + "/" + token + "/" + door);
          json.writeStringProperty("httpMethod", "POST");
          json.writeObjectPropertyStart("headers");
          new TreeMap<>(headers).forEach(json::writeStringProperty);
          json.writeEndObject();
          json.writeObjectPropertyStart("queryStringParameters");
          if (!patience.isEmpty()) {
            json.writeStringProperty("timeout", patience);
          }
          json.writeEndObject();
          json.writeObjectPropertyStart("pathParameters");
          json.writeStringProperty("cluster", cluster);
          json.writeStringProperty("token", token);
          json.writeStringProperty("door", door);
          json.writeEndObject();
          json.writeObjectPropertyStart("requestContext");
          json.writeStringProperty("resourcePath", TEMPLATE);
          json.writeStringProperty("httpMethod", "POST");
          json.writeStringProperty("requestId", requestId);
          taken.ifPresent(
              time -> json.writeNumberProperty("requestTimeEpoch", time.toEpochMilli()));
          json.writeEndObject();
          json.writeStringProperty("body", body);
          json.writeBooleanProperty("isBase64Encoded", false);
        });
  }
}
