package io.execguard.tool.registration;

/// What one webhook makes of a request.
sealed interface WebhookMatch {
  record NoRule() implements WebhookMatch {}

  record Missed(Route.Miss miss) implements WebhookMatch {}

  record Certain() implements WebhookMatch {}

  /// It is asked if it selects the namespace, whose labels are unknown.
  record Possible() implements WebhookMatch {}

  /// It fails closed, and a condition cannot be evaluated while none says no.
  record Broken(String condition, String problem) implements WebhookMatch {}
}
