package io.execguard.aws;

import io.execguard.admission.WebhookResponse;
import io.execguard.json.JsonLine;

/// API Gateway's proxy response. A wrong shape would be a 502.
final class ProxyResponse {
  private ProxyResponse() {}

  static byte[] of(WebhookResponse answer) {
    return JsonLine.of(
        json -> {
          json.writeNumberProperty("statusCode", answer.status());
          json.writeObjectPropertyStart("headers");
          if (!answer.body().isEmpty()) {
            json.writeStringProperty("Content-Type", "application/json");
          }
          json.writeEndObject();
          json.writeStringProperty("body", answer.body());
          json.writeBooleanProperty("isBase64Encoded", false);
        });
  }
}
