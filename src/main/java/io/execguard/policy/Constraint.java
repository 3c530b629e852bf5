package io.execguard.policy;

import java.util.List;
import java.util.regex.Pattern;

/// One rule of the policy file: sessions that `match` describes are denied, warned of or noted.
///
/// @param name a DNS label, unique in the policy; it stands in records, alarms and denials
/// @param message ends every denial; empty for none; one printable line of at most 256 characters,
///   which is what kubectl shows of a warning
public record Constraint(
    String name, EnforcementAction enforcementAction, Match match, String message) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final int LONGEST_MESSAGE = 256;

  sealed interface Finding {
    record Violated(Violation violation) implements Finding {}

    record NotViolated() implements Finding {}

    /// The namespace's labels would tell.
    record Undecidable() implements Finding {}
  }

  /// @throws IllegalArgumentException for a name or message that is not of that form
  public Constraint {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no constraint name: at most 63 lower-case letters, digits and '-', beginning"
              + " and ending with a letter or digit");
    }
    if (message.codePointCount(0, message.length()) > LONGEST_MESSAGE
        || message.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "message is not one printable line of at most " + LONGEST_MESSAGE + " characters");
    }
  }

  Finding judge(AccessRequest request, List<Opening> openings, NamespaceFacts facts) {
    if (!match.meansCluster(request.cluster())) {
      return new Finding.NotViolated();
    }
    Finding finding = new Finding.NotViolated();
    for (Opening opening : openings) {
      if (match.sessions().contains(opening.session())) {
        switch (namespace(opening, request, facts)) {
          case MEANT -> {
            return new Finding.Violated(new Violation(this, opening.session()));
          }
          case UNKNOWN -> finding = new Finding.Undecidable();
          case NOT_MEANT -> {}
        }
      }
    }
    return finding;
  }

  private Match.Namespace namespace(Opening opening, AccessRequest request, NamespaceFacts facts) {
    return opening.anyNamespace()
        ? Match.Namespace.MEANT
        : match.namespace(request.namespace(), facts);
  }
}
