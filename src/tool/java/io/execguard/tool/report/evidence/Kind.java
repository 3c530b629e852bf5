package io.execguard.tool.report.evidence;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What a finding is.
public enum Kind {
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
  /// What one person did in one pod, in its order.
  COMMANDS(false),
  /// Labels that decide, or break-glass, changed without the guard.
  NAMESPACE_CHANGED(true),
  /// An audit event that is cut, and was judged by what stands before.
  CUT(false),
  /// A session that came about, and whether the guard was asked stood behind the cut.
  CUT_UNTOLD(true),
  UNREADABLE(true),
  /// A session on record that came about, and whose transcript is not there.
  TRANSCRIPT_MISSING(true),
  /// Of a transcript something is missing that was recorded, or should have been.
  TRANSCRIPT_BROKEN(true),
  /// Somebody else wrote lines of it.
  TRANSCRIPT_FORGED(true),
  /// A transcript of a session that no record lets in.
  TRANSCRIPT_UNKNOWN(true),
  /// A session under the recorder that the guard's webhook did not begin.
  RECORDER_TYPED(true),
  /// Two sessions with one id.
  SESSION_TWICE(true),
  /// Allowed without the recording that it needs.
  UNRECORDED(true),
  /// Output beyond the policy's bound, which was not logged.
  TRANSCRIPT_CUT(false),
  /// A session that was let in on record.
  RECORDED(false);

  private static final Set<Kind> AUDITED =
      EnumSet.of(
          BYPASS,
          NAMESPACE_CHANGED,
          FAILED_OPEN,
          UNANSWERED,
          RECORD_MISSING,
          REGISTRATION,
          IMPERSONATED,
          CUT,
          CUT_UNTOLD,
          TRANSCRIPT_MISSING);

  private static final Set<Kind> OPENING =
      EnumSet.of(BYPASS, FAILED_OPEN, ALLOWED, COMMANDS, BREAK_GLASS, GRANT_UNSEEN);

  /// By one of these each request counts once as what somebody did. The others tell of the same
  /// requests what else there is to say.
  private static final Set<Kind> ACTIONS =
      EnumSet.of(
          BYPASS,
          RECORD_MISSING,
          FAILED_OPEN,
          UNANSWERED,
          REGISTRATION,
          GRANT,
          LABELS,
          ALLOWED,
          DENIED,
          COMMANDS,
          NAMESPACE_CHANGED,
          CUT_UNTOLD);

  private final boolean wantsAnAnswer;
  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Kind(boolean wantsAnAnswer) {
    this.wantsAnAnswer = wantsAnAnswer;
  }

  /// It is told where there are sessions on record, or transcripts.
  public boolean isOfRecordings() {
    return compareTo(UNREADABLE) > 0;
  }

  /// Something came about by it, or was let: its outcome is told with it.
  boolean opensSomething() {
    return OPENING.contains(this);
  }

  /// Something that somebody did, or tried.
  boolean isAction() {
    return ACTIONS.contains(this);
  }

  /// It was done in a namespace, or to one.
  boolean isInNamespace() {
    return this != REGISTRATION;
  }

  /// Refused, by the guard or because it did not answer.
  boolean isRefused() {
    return this == DENIED || this == UNANSWERED;
  }

  /// A record that lets something in, which another door can have denied.
  boolean isAllowed() {
    return this == ALLOWED || this == BREAK_GLASS || this == COMMANDS;
  }

  /// That there is none, a log that is delivered by best effort says.
  public boolean isOfAuditEvents() {
    return AUDITED.contains(this);
  }

  /// Somebody has to be asked why.
  public boolean wantsAnAnswer() {
    return wantsAnAnswer;
  }

  /// As `--output json` has it.
  public String word() {
    return word;
  }
}
