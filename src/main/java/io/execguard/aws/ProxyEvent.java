package io.execguard.aws;

/// What calls the function.
public sealed interface ProxyEvent {
  record Call(GatewayEvent event) implements ProxyEvent {}

  /// `{"selfTest": true}`: a schedule's, or whoever IAM lets invoke the function. API Gateway's own
  /// events have a `requestContext`, so that nobody gets here through it.
  record SelfTest() implements ProxyEvent {}

  /// `"rehearsal": true`, and the rest as API Gateway would send it, without a context and a token:
  /// the check before traffic moves.
  record Rehearsal(GatewayEvent event) implements ProxyEvent {}

  /// No REST proxy event.
  ///
  /// @param status 400 or 413
  /// @param problem a short constant word for the log
  record NoEvent(int status, String problem) implements ProxyEvent {}
}
