package io.execguard.tool.report.evidence;

import io.execguard.json.Json;

/// The guard's webhooks, as the API server matches requests to them.
@FunctionalInterface
public interface GuardWebhooks {
  /// Whether one of them is asked.
  ///
  /// @param review an AdmissionReview, without the object where it is not known
  WebhookScope scope(Json review);
}
