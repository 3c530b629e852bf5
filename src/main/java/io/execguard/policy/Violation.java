package io.execguard.policy;

import java.util.ArrayList;
import java.util.List;

/// A constraint that a request violates.
///
/// @param session the way in
/// @param by what is wrong with it
/// @param breakGlass how break-glass stands to it: why it does not open it, or that it does
/// @param recording how it stands to being on record, where the constraint wants that
public record Violation(
    Constraint constraint,
    Session session,
    By by,
    BreakGlassStatus breakGlass,
    Recording recording) {

  /// What a constraint objects to, in the record's words.
  public enum By {
    /// An interactive session.
    SESSION("session"),
    /// A command that no record can hold whole. It counts as a session, and records call it one.
    UNRECORDED("session"),
    /// A single command that `allowedCommands` does not name.
    COMMAND("command");

    private final String word;

    By(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// Of a constraint that does not ask for a recording.
  public Violation(Constraint constraint, Session session, By by, BreakGlassStatus breakGlass) {
    this(constraint, session, by, breakGlass, Recording.NO_MATTER);
  }

  /// Of a constraint that knows no break-glass.
  public Violation(Constraint constraint, Session session, By by) {
    this(constraint, session, by, BreakGlassStatus.NO_BREAK_GLASS);
  }

  /// By a session.
  public Violation(Constraint constraint, Session session) {
    this(constraint, session, By.SESSION);
  }

  /// Those of violations that turn the request away, in their order.
  public static List<Violation> refusing(List<Violation> violations) {
    List<Violation> refusing = new ArrayList<>(violations.size());
    for (Violation violation : violations) {
      if (violation.refuses()) {
        refusing.add(violation);
      }
    }
    return refusing;
  }

  /// Whether it turns the request away.
  public boolean refuses() {
    return constraint.enforcementAction().refuses(recording);
  }

  /// Whether it is about being on record: kept, missing, or not to be had.
  boolean wantsRecording() {
    return constraint.enforcementAction().refuses()
        && (constraint.enforcementAction() == EnforcementAction.RECORD
            || recording != Recording.NO_MATTER
            || breakGlass == BreakGlassStatus.NOT_RECORDED);
  }

  /// The same, where being on record would have let it in.
  Violation unlessRecorded() {
    return new Violation(constraint, session, by, breakGlass, Recording.MISSING);
  }
}
