package io.execguard.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.execguard.admission.Answer;
import io.execguard.json.JsonLine;
import java.util.Map;

/// API Gateway's proxy response. A wrong shape would be a 502.
final class ProxyResponse {
  private ProxyResponse() {}

  static byte[] of(Answer answer) {
    return write(
        new APIGatewayProxyResponseEvent()
            .withStatusCode(answer.status())
            .withHeaders(
                answer.body().isEmpty() ? Map.of() : Map.of("Content-Type", "application/json"))
            .withBody(answer.body())
            .withIsBase64Encoded(false));
  }

  private static byte[] write(APIGatewayProxyResponseEvent response) {
    return JsonLine.of(
        json -> {
          json.writeNumberProperty("statusCode", response.getStatusCode());
          json.writeObjectPropertyStart("headers");
          response.getHeaders().forEach(json::writeStringProperty);
          json.writeEndObject();
          json.writeStringProperty("body", response.getBody());
          json.writeBooleanProperty("isBase64Encoded", response.getIsBase64Encoded());
        });
  }
}
