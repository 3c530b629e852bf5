package io.execguard.tool.report;

import java.util.Locale;

/// What a finding is.
enum Kind {
  /// A session of which the guard was not asked.
  BYPASS(true),
  /// The API server had the guard's answer, and its record is not there.
  RECORD_MISSING(true),
  /// A record of a request that the API server does not know.
  EVENT_MISSING(true),
  /// Let pass because the guard did not answer.
  FAILED_OPEN(true),
  /// Refused because the guard did not answer.
  UNANSWERED(false),
  /// Asked for by one in the name of another.
  IMPERSONATED(false),
  /// A change of what sends requests to the guard.
  REGISTRATION(false),
  /// Break-glass granted, kept, taken away or refused.
  GRANT(false),
  /// A session opened under break-glass.
  BREAK_GLASS(false),
  /// Break-glass that opened a session, and whose grant is not there.
  GRANT_UNSEEN(false),
  /// Labels that take a namespace out of a constraint.
  LABELS(false),
  /// A session that a decision let through, under break-glass or not.
  ALLOWED(false),
  DENIED(false),
  UNREADABLE(true);

  private final boolean wantsAnAnswer;

  Kind(boolean wantsAnAnswer) {
    this.wantsAnAnswer = wantsAnAnswer;
  }

  /// Somebody has to be asked why.
  boolean wantsAnAnswer() {
    return wantsAnAnswer;
  }

  /// As `--output json` has it.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
