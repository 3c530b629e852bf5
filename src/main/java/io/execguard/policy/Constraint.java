package io.execguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One rule of the policy file: what `match` describes is denied, warned of or noted.
///
/// @param name a DNS label, unique in the policy; it stands in records, alarms and denials
/// @param message ends every denial; empty for none; one printable line of at most 256 characters,
///   which is what kubectl shows of a warning
/// @param exempt whom it lets through
/// @param allowedCommands the strict mode; empty where every single command is allowed
/// @param breakGlass how a namespace's grant opens it; empty where none does
public record Constraint(
    String name,
    EnforcementAction enforcementAction,
    Match match,
    String message,
    Exemptions exempt,
    Optional<AllowedCommands> allowedCommands,
    Optional<BreakGlass> breakGlass) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final int LONGEST_MESSAGE = 256;

  /// Something that the constraint objects to, wherever it means the namespace.
  private record Objection(Violation violation, boolean anyNamespace, boolean certain) {
    Session session() {
      return violation.session();
    }
  }

  /// Checks the parts.
  ///
  /// @throws IllegalArgumentException for a name or message that is not of that form, for
  ///   `allowedCommands` that could judge nothing and for a `breakGlass` that could open nothing
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
    if (allowedCommands.isPresent()
        && !match.sessions().contains(Session.EXEC)
        && !match.sessions().contains(Session.DEBUG)) {
      throw new IllegalArgumentException(
          "allowedCommands judges nothing here: match.sessions holds neither exec nor debug");
    }
    if (breakGlass.isPresent() && match.sessions().equals(Set.of(Session.NODE_SHELL))) {
      throw new IllegalArgumentException(
          "breakGlass opens nothing here: match.sessions holds only nodeShell, and a shell on a node"
              + " reaches beyond the namespace that was granted");
    }
  }

  /// Without exemptions, every single command allowed.
  public Constraint(String name, EnforcementAction enforcementAction, Match match, String message) {
    this(name, enforcementAction, match, message, Exemptions.NONE, Optional.empty());
  }

  /// Without break-glass.
  public Constraint(
      String name,
      EnforcementAction enforcementAction,
      Match match,
      String message,
      Exemptions exempt,
      Optional<AllowedCommands> allowedCommands) {
    this(name, enforcementAction, match, message, exempt, allowedCommands, Optional.empty());
  }

  /// Whether it lets in on record alone, so that execs have to be rewritten where it means the
  /// namespace. One that refuses nothing needs no recorder.
  public boolean records() {
    return match.sessions().contains(Session.EXEC)
        && switch (enforcementAction) {
          case RECORD -> true;
          case DENY -> exempt.recorded() || breakGlass.filter(BreakGlass::recorded).isPresent();
          case WARN, DRYRUN -> false;
        };
  }

  ConstraintOutcome judge(DecisionInput input) {
    if (!match.matchesCluster(input.request().cluster())) {
      return new ConstraintOutcome.NotViolated(ConstraintOutcome.Why.OTHER_CLUSTER);
    }
    return new Loosening(this, input).exempted(violation(input));
  }

  /// The first violation that no recording makes good; without one, what a recording would make
  /// good; then what labels would tell, what is let in on record, and what break-glass opens.
  private ConstraintOutcome violation(DecisionInput input) {
    ConstraintOutcome finding =
        new ConstraintOutcome.NotViolated(ConstraintOutcome.Why.NOTHING_COVERED);
    for (Objection objection : objections(input)) {
      ConstraintOutcome next = judge(objection, input);
      if (next instanceof ConstraintOutcome.Violated(Violation violation)
          && violation.recording() == Recording.NO_MATTER) {
        return next;
      }
      if (next.weight() > finding.weight() || finding instanceof ConstraintOutcome.NotViolated) {
        finding = next;
      }
    }
    return finding;
  }

  /// Sessions before commands: a session outweighs a command.
  private List<Objection> objections(DecisionInput input) {
    List<Objection> objections = new ArrayList<>();
    for (SessionAttempt opening : input.sessions()) {
      if (match.sessions().contains(opening.session())) {
        objections.add(
            new Objection(
                new Violation(this, opening.session(), SessionAttempt.by(input.access())),
                opening.anyNamespace(),
                opening.certain()));
      }
    }
    for (SingleCommand command : input.request().parts().commands()) {
      if (match.sessions().contains(command.way())
          && allowedCommands.filter(allowed -> !allowed.allow(command.arguments())).isPresent()) {
        objections.add(
            new Objection(new Violation(this, command.way(), Violation.By.COMMAND), false, true));
      }
    }
    return objections;
  }

  private ConstraintOutcome judge(Objection objection, DecisionInput input) {
    if (!objection.certain) {
      return undecidable(objection, ConstraintOutcome.Missing.POD, input);
    }
    Match.Namespace namespace =
        objection.anyNamespace
            ? Match.Namespace.MATCHED
            : match.namespace(input.request().namespace(), input.namespace());
    return switch (namespace) {
      case EXCLUDED -> new ConstraintOutcome.NotViolated(ConstraintOutcome.Why.EXCLUDED_NAMESPACE);
      case OTHER_LABELS -> new ConstraintOutcome.NotViolated(ConstraintOutcome.Why.OTHER_LABELS);
      case MATCHED -> inPod(objection, input);
      case UNKNOWN ->
          match.pod(objection.session(), input.pod()) == Match.PodMatch.OTHER
              ? new ConstraintOutcome.NotViolated(ConstraintOutcome.Why.OTHER_POD)
              : undecidable(objection, ConstraintOutcome.Missing.LABELS, input);
    };
  }

  private ConstraintOutcome undecidable(
      Objection objection, ConstraintOutcome.Missing missing, DecisionInput input) {
    Recording recording = new Loosening(this, input).recording(objection.violation);
    return new ConstraintOutcome.Undecidable(
        objection.violation.by(), missing, enforcementAction.refuses(recording));
  }

  private ConstraintOutcome inPod(Objection objection, DecisionInput input) {
    return switch (match.pod(objection.session(), input.pod())) {
      case MATCHED ->
          new Loosening(this, input).opened(objection.violation, objection.anyNamespace);
      case OTHER -> new ConstraintOutcome.NotViolated(ConstraintOutcome.Why.OTHER_POD);
      case UNKNOWN -> undecidable(objection, ConstraintOutcome.Missing.POD, input);
    };
  }
}
