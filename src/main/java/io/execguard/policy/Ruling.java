package io.execguard.policy;

import java.util.List;
import java.util.Optional;

/// What a change of a namespace comes to.
///
/// @param grant of the namespace after the change
/// @param refusal empty where the change is allowed
/// @param opens the constraints that the grant will open in its time; where it is refused, those
///   that the refusal is about
/// @param shut the constraints that mean the namespace and that the grant does not open
/// @param begins the constraints that begin to mean the namespace
/// @param ceases the constraints that cease to mean it
public record Ruling(
    Change change,
    Grant grant,
    Optional<Refusal> refusal,
    List<Constraint> opens,
    List<Constraint> shut,
    List<Constraint> begins,
    List<Constraint> ceases) {

  /// What becomes of the grant, in the record's words.
  public enum Change {
    /// There is none, before or after.
    NONE("none"),
    /// Made, or changed.
    MADE("made"),
    /// Left as it was.
    KEPT("kept"),
    REMOVED("removed");

    private final String word;

    Change(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Ruling {
    opens = List.copyOf(opens);
    shut = List.copyOf(shut);
    begins = List.copyOf(begins);
    ceases = List.copyOf(ceases);
  }
}
