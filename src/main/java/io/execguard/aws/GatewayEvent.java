package io.execguard.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a webhook needs of API Gateway's REST proxy event. The types of AWS's library for events
/// would be half a megabyte of the artifact.
///
/// @param requestId empty where the event did not come through API Gateway
/// @param taken when API Gateway took the request
/// @param contentType of the request; empty where it has none
/// @param body as text, or in base64
public record GatewayEvent(
    String requestId,
    Optional<Instant> taken,
    Map<String, String> pathParameters,
    Map<String, String> queryStringParameters,
    String contentType,
    String body,
    boolean isBase64Encoded) {}
