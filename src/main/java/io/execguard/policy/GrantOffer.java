package io.execguard.policy;

import java.util.List;
import java.util.Optional;

/// Whether break-glass could open what was refused, and who would have to grant it.
public sealed interface GrantOffer {

  /// Who was refused may make it, as far as the policy goes: RBAC is not known here.
  ///
  /// @param grant as it would count from now on; its reason is left to them
  record Own(Grant.Written grant) implements GrantOffer {}

  /// Somebody else has to make it.
  ///
  /// @param grant for who was refused; who grants is left open
  /// @param refused why theirs would be refused; empty where it would be taken and would not open
  ///   the session, because a second person is wanted
  record ByAnother(Grant.Written grant, Optional<NamespaceChangeReview.Refused> refused)
      implements GrantOffer {}

  /// None would help.
  ///
  /// @param violations what would refuse it still; empty where the namespace is not known as it is
  record None(List<Violation> violations) implements GrantOffer {
    public None {
      violations = List.copyOf(violations);
    }
  }
}
