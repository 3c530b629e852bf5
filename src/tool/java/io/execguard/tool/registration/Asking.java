package io.execguard.tool.registration;

/// Whether a request is brought before a webhook, where it is known in part.
public enum Asking {
  YES,
  /// What is not known would tell.
  UNTOLD,
  NO
}
