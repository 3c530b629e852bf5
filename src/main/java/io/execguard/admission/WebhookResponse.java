package io.execguard.admission;

/// What goes back to the API server. Only an AdmissionReview has a body: the API server shows other
/// bodies to the person at the terminal, escape codes and all.
///
/// @param status 200 with an AdmissionReview, or 400, 401, 413 or 500 without a word
/// @param body JSON, or empty
public record WebhookResponse(int status, String body) {

  static WebhookResponse review(String json) {
    return new WebhookResponse(200, json);
  }

  /// An answer without a word.
  public static WebhookResponse status(int status) {
    return new WebhookResponse(status, "");
  }
}
