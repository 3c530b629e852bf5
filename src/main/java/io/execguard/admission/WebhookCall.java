package io.execguard.admission;

import java.time.Instant;

/// One webhook call, the body apart.
///
/// @param cluster as the path names it: not to be believed before it is authenticated
/// @param door as the path names it
/// @param contentType the header's value, empty where there is none
/// @param received when the function got it
/// @param deadline when the API server stops waiting, less a margin
public record WebhookCall(
    String cluster,
    Token token,
    String door,
    String contentType,
    Instant received,
    Instant deadline,
    Invocation invocation) {

  /// What ties a record to the logs of API Gateway and Lambda.
  ///
  /// @param gatewayRequestId empty for a direct invocation
  /// @param coldStart the first call that this instance of the function serves
  public record Invocation(
      String gatewayRequestId, String lambdaRequestId, String functionVersion, boolean coldStart) {}
}
