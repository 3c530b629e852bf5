package io.execguard.policy;

/// Why a grant of break-glass is refused when it is made, in the record's words. The first that
/// holds is told.
public enum GrantProblem {
  /// The annotations make no grant.
  FAULTY("faulty"),
  /// Its reason is the word that a denial leaves to be filled in.
  NO_TICKET("no-ticket"),
  /// It has ended already.
  EXPIRED("expired"),
  /// `by` names someone else than who sends it.
  NOT_BY_SENDER("not-by-sender"),
  /// It begins more than a day from now.
  TOO_EARLY("too-early"),
  /// No constraint means the namespace.
  NOTHING_TO_OPEN("nothing-to-open"),
  /// None of the constraints that mean the namespace has a `breakGlass`.
  NO_BREAK_GLASS("no-break-glass"),
  /// Longer than the `maxDuration` of each of them.
  TOO_LONG("too-long"),
  /// A constraint that it would open takes none of who sends it.
  NO_GRANTOR("no-grantor"),
  /// A constraint that it would open wants a second person, and who sends it is none: a service
  /// account, for instance.
  NO_PERSON("no-person"),
  /// A constraint that it would open wants a second person, and who sends it has a session name
  /// that a tool made.
  TOOL_NAMED("tool-named"),
  /// A constraint that it would open wants a second person, and who sends it has a name that does
  /// not tell the person.
  PERSON_UNTOLD("person-untold");

  private final String word;

  GrantProblem(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
