package io.execguard.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.execguard.admission.Token;
import io.execguard.admission.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What Lambda and API Gateway say of a call, for the gate.
final class ProxyCall {
  private ProxyCall() {}

  static WebhookCall of(GatewayEvent event, Context context, Instant received, boolean coldStart) {
    Map<String, String> path = event.pathParameters();
    return new WebhookCall(
        path.getOrDefault("cluster", ""),
        new Token(path.getOrDefault("token", "")),
        path.getOrDefault("door", ""),
        event.contentType(),
        received,
        deadline(
            event.taken(),
            event.queryStringParameters().getOrDefault("timeout", ""),
            received,
            context),
        invocation(event.requestId(), context, coldStart));
  }

  static WebhookCall.Invocation invocation(
      String gatewayRequestId, Context context, boolean coldStart) {
    return new WebhookCall.Invocation(
        gatewayRequestId, context.getAwsRequestId(), context.getFunctionVersion(), coldStart);
  }

  /// What is no base64 is no JSON either: the reader says so.
  static byte[] body(GatewayEvent event) {
    String body = event.body();
    if (event.isBase64Encoded()) {
      try {
        return Base64.getDecoder().decode(body);
      } catch (IllegalArgumentException _) {
        return body.getBytes(StandardCharsets.UTF_8);
      }
    }
    return body.getBytes(StandardCharsets.UTF_8);
  }

  static Instant deadline(
      Optional<Instant> taken, String patience, Instant received, Context context) {
    return Deadline.of(
        taken, patience, received, Duration.ofMillis(context.getRemainingTimeInMillis()));
  }
}
