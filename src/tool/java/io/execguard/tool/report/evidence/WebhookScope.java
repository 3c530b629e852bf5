package io.execguard.tool.report.evidence;

/// Whether the API server asks the guard about a request, as far as its audit event shows it.
public enum WebhookScope {
  /// It asks about each of them.
  ASKED,
  /// It asks about some, and the event does not say which.
  UNTOLD,
  NOT_ASKED
}
