package io.execguard.policy;

/// How a namespace's break-glass stands to one constraint, in the record's words.
public enum BreakGlassStatus {
  /// It opens the constraint.
  COUNTS("counts"),
  /// The constraint has no `breakGlass`.
  NO_BREAK_GLASS("no-break-glass"),
  /// The session reaches beyond the namespace, so that no namespace's grant can open it.
  BEYOND_NAMESPACE("beyond-namespace"),
  /// The namespace carries none.
  NOT_GRANTED("not-granted"),
  FAULTY("faulty"),
  /// The namespace could not be read anew, and what was read before may have been taken back since.
  STALE("stale"),
  NOT_YET("not-yet"),
  EXPIRED("expired"),
  /// Longer than the constraint's `maxDuration`.
  TOO_LONG("too-long"),
  /// The constraint wants a second person, and this one made the grant.
  OWN("own"),
  /// The constraint wants a second person, and who asks is none: a service account, for instance.
  NO_PERSON("no-person"),
  /// The constraint wants a second person, and who asks has a session name that a tool made.
  TOOL_NAMED("tool-named"),
  /// The constraint wants a second person, and who made the grant is no person or has a name that a
  /// tool made: nobody can be shown to be somebody else.
  GRANTER_UNTOLD("granter-untold"),
  /// It lets in others alone.
  FOR_OTHERS("for-others"),
  /// It lets in only what is on record, and this is not.
  NOT_RECORDED("not-recorded");

  private final String word;

  BreakGlassStatus(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
