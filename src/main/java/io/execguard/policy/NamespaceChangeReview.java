package io.execguard.policy;

import java.util.List;
import java.util.Optional;

/// What a change of a namespace comes to.
///
/// @param grant of the namespace after the change
/// @param refused why the change is not allowed; empty where it is
/// @param opens the constraints that the grant opens in its time
/// @param shut the constraints that mean the namespace and that the grant does not open
/// @param carried the constraints among them to which labels bring a grant that was not made for
///   them
/// @param begins the constraints that begin to mean the namespace
/// @param ceases the constraints that cease to mean it
public record NamespaceChangeReview(
    GrantChange change,
    Grant grant,
    Optional<Refused> refused,
    List<Constraint> opens,
    List<Constraint> shut,
    List<Constraint> carried,
    List<Constraint> begins,
    List<Constraint> ceases) {

  /// A refusal, and the constraints that it is about.
  public record Refused(GrantProblem why, List<Constraint> concerned) {
    public Refused {
      concerned = List.copyOf(concerned);
    }
  }

  public NamespaceChangeReview {
    opens = List.copyOf(opens);
    shut = List.copyOf(shut);
    carried = List.copyOf(carried);
    begins = List.copyOf(begins);
    ceases = List.copyOf(ceases);
  }
}
