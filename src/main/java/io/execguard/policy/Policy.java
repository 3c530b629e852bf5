package io.execguard.policy;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The whole policy of a fleet. Sessions that no constraint matches are allowed.
///
/// @param mask RE2 patterns whose matches in a command's arguments no record shows
/// @param recorder of sessions that are on record
/// @param help where somebody who is refused finds help: the address of a page, a chat or a
///   mailbox, which ends every denial; empty for none
public record Policy(
    List<Constraint> constraints, List<String> mask, RecorderSettings recorder, String help) {
  private static final Pattern HELP = Pattern.compile("(?:https?://|mailto:)[!-~]{1,248}");

  /// The record's word for facts that [#credible] does not believe.
  private static final String CONTRADICTED = "stale-and-contradicted";

  /// @throws IllegalArgumentException where two constraints have the same name, and for help that
  ///   is no address
  public Policy {
    constraints = List.copyOf(constraints);
    mask = List.copyOf(mask);
    if (!help.isEmpty() && !HELP.matcher(help).matches()) {
      throw new IllegalArgumentException(
          "is no address of at most 256 characters, like https://wiki.example.com/access or"
              + " mailto:platform@example.com");
    }
    Set<String> names = new HashSet<>();
    for (Constraint constraint : constraints) {
      if (!names.add(constraint.name())) {
        throw new IllegalArgumentException(
            "the name " + constraint.name() + " is taken; each constraint needs its own");
      }
    }
  }

  /// Without help.
  public Policy(List<Constraint> constraints, List<String> mask, RecorderSettings recorder) {
    this(constraints, mask, recorder, "");
  }

  /// With the recorder as it is where nothing is said of it.
  public Policy(List<Constraint> constraints, List<String> mask) {
    this(constraints, mask, RecorderSettings.DEFAULT);
  }

  /// Without masks.
  public Policy(List<Constraint> constraints) {
    this(constraints, List.of());
  }

  /// What each constraint says of a request, in the order of the policy file.
  public List<ConstraintResult> judge(DecisionInput input) {
    return constraints.stream()
        .map(constraint -> new ConstraintResult(constraint, constraint.judge(input)))
        .toList();
  }

  /// Every constraint is asked; the strictest of those that are violated decides. A change of a
  /// namespace violates none: what it says of break-glass is judged. Fails open at the door
  /// `recorder`, which comes before the doors that decide.
  public Decision decide(DecisionInput input) {
    if (input.request().door().isRecorder()) {
      return new Decision.Allow(Reason.RECORDER, DecisionBasis.OfAccess.NOTHING);
    }
    if (input.access() instanceof Access.NamespaceChange change) {
      return new GrantReviewer(constraints, input, change).decision();
    }
    DecisionBuilder builder = new DecisionBuilder(input.request());
    for (Constraint constraint : constraints) {
      builder.add(constraint, constraint.judge(input));
    }
    return builder.decision();
  }

  /// Facts that stand in for a read that failed, and contradict the API server, are none. It sends
  /// a session to the door `sessions` where its own selector, which knows the namespace's labels of
  /// the moment, finds a constraint that refuses; older facts that find none are out of date. Facts
  /// of a fresh read are younger than the API server's, and are believed.
  public NamespaceFacts credible(AccessRequest request, NamespaceFacts facts) {
    boolean doubtful =
        request.door().is(Door.SESSIONS)
            && facts instanceof NamespaceFacts.Known known
            && known.stale();
    if (!doubtful) {
      return facts;
    }
    List<Match> refusing =
        refusing(request.cluster())
            .map(Constraint::match)
            .filter(
                match ->
                    request.parts().sessions().stream()
                        .anyMatch(opening -> match.sessions().contains(opening.session())))
            .toList();
    boolean contradicts =
        !refusing.isEmpty()
            && refusing.stream()
                .noneMatch(
                    match ->
                        match.namespace(request.namespace(), facts) == Match.Namespace.MATCHED);
    return contradicts ? new NamespaceFacts.Unavailable(CONTRADICTED) : facts;
  }

  private Stream<Constraint> refusing(String cluster) {
    return constraints.stream()
        .filter(constraint -> constraint.enforcementAction().refuses())
        .filter(constraint -> constraint.match().matchesCluster(cluster));
  }

  /// Whether a decision needs labels that were read after the request came: for sessions, and for
  /// single commands where a constraint of the cluster could deny them.
  public boolean wantsFreshLabels(String cluster, AccessParts parts) {
    return parts.isSession()
        || (!parts.commands().isEmpty()
            && refusing(cluster).anyMatch(constraint -> constraint.allowedCommands().isPresent()));
  }

  /// Whether a decision, or its record, needs the pod: of each session in one, for the container
  /// may have the node, and of what a `podSelector` judges. Debug and run bring their pod along.
  public boolean wantsPod(String cluster, AccessParts parts) {
    return switch (parts.access()) {
      case Access.Exec _, Access.Attach _ ->
          parts.isSession()
              || parts.commands().stream().anyMatch(command -> selectsPods(cluster, command));
      case Access.PortForward _ ->
          of(cluster)
              .anyMatch(constraint -> constraint.match().selectsPodsOf(Session.PORT_FORWARD));
      case Access.NodeProxy proxy -> proxy.call().entersContainer();
      case Access.Debug _,
          Access.Run _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          false;
    };
  }

  /// Whether a constraint of the cluster could mean an access as a session: what is one by default
  /// opens one whatever the policy lists, a tunnel only where a constraint lists it.
  public boolean couldMeanSession(String cluster, Access access) {
    for (SessionAttempt opening : SessionAttempt.of(access)) {
      if (Session.BY_DEFAULT.contains(opening.session())
          || of(cluster)
              .anyMatch(constraint -> constraint.match().sessions().contains(opening.session()))) {
        return true;
      }
    }
    return false;
  }

  private boolean selectsPods(String cluster, SingleCommand command) {
    return of(cluster)
        .filter(constraint -> constraint.allowedCommands().isPresent())
        .anyMatch(constraint -> constraint.match().selectsPodsOf(command.way()));
  }

  /// Whether anybody is let in on record alone in a cluster: without that nothing has to be
  /// rewritten there, whatever an older registration still asks for.
  public boolean records(String cluster) {
    return of(cluster).anyMatch(Constraint::records);
  }

  private Stream<Constraint> of(String cluster) {
    return constraints.stream().filter(constraint -> constraint.match().matchesCluster(cluster));
  }

  /// The keys of pods' labels that decide in any cluster: what of them a reader keeps.
  public Set<String> podLabelKeys() {
    Set<String> keys = new LinkedHashSet<>();
    constraints.forEach(constraint -> keys.addAll(constraint.match().podSelector().keys()));
    return keys;
  }

  /// The keys of namespaces' labels that decide in any cluster: what of them a reader keeps.
  public Set<String> labelKeys() {
    Set<String> keys = new LinkedHashSet<>();
    constraints.forEach(constraint -> keys.addAll(constraint.match().namespaceSelector().keys()));
    return keys;
  }

  /// The label keys that decide in a cluster: the evidence that a record needs.
  public Set<String> labelKeys(String cluster) {
    Set<String> keys = new LinkedHashSet<>();
    for (Constraint constraint : constraints) {
      if (constraint.match().matchesCluster(cluster)) {
        keys.addAll(constraint.match().namespaceSelector().keys());
      }
    }
    return keys;
  }
}
