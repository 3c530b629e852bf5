package io.execguard.policy;

/// Why a request was allowed or denied, in the short words of the record's `reason`.
public enum Reason {
  /// A single command, or output only.
  NOT_INTERACTIVE("not-interactive"),
  /// A pod's or service's proxy: opaque once open, and no shell by itself.
  TUNNEL("tunnel"),
  /// A request that this version does not model, and that opens no connection.
  NOT_COVERED("not-covered"),
  /// A session that no constraint matches.
  NO_CONSTRAINT("no-constraint"),
  /// A namespace's annotations grant break-glass.
  GRANT("grant"),
  /// A namespace's break-glass is taken away.
  GRANT_REMOVED("grant-removed"),
  /// A grant of break-glass that could not work, or that this user may not make.
  GRANT_REFUSED("grant-refused"),
  /// A namespace comes with annotations of break-glass that have ended or make no grant, or gets
  /// back another's that has ended. They open nothing.
  GRANT_VOID("grant-void"),
  /// A namespace's labels change, and nothing of its break-glass.
  LABELS_CHANGED("labels-changed"),
  /// The namespace's break-glass opens a constraint that is violated.
  BREAK_GLASS("break-glass"),
  /// Every constraint that would have objected lets this user through.
  EXEMPT("exempt"),
  /// Only constraints with `dryrun` are violated.
  DRYRUN("dryrun"),
  /// The strictest constraint that is violated says `warn`.
  WARN("warn"),
  /// The strictest constraint that is violated says `record`, and the session runs on record.
  RECORDED("recorded"),
  /// A constraint is violated.
  CONSTRAINT("constraint"),
  /// A constraint is violated by a command that would be no session, or would be on record, if a
  /// record could hold it whole.
  NOT_RECORDABLE("not-recordable"),
  /// A constraint, a grant or an exemption lets in only what is on record, and the session is not.
  NOT_RECORDED("not-recorded"),
  /// The door `recorder`: what is interactive is rewritten so that it runs on record, and another
  /// door decides.
  RECORDER("recorder"),
  /// A constraint may match, and the namespace's labels could not be read.
  LABELS_UNAVAILABLE("labels-unavailable"),
  /// A constraint may match, and the pod could not be read.
  POD_UNAVAILABLE("pod-unavailable");

  private final String word;

  Reason(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
