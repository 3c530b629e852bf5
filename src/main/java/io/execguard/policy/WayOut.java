package io.execguard.policy;

import java.util.List;
import java.util.Optional;

/// What somebody who was refused could do instead, as the policy itself answers when it is asked.
///
/// @param commands which single commands run there
/// @param asAsked the very command that was asked for runs without stdin and a terminal, and is one
///   by itself: a shell that is told nothing ends at once
/// @param grant how break-glass would open it
/// @param again a grant that was refused, as it would be taken; empty where it would not, or none
///   was refused
public record WayOut(
    CommandOffer commands, boolean asAsked, GrantOffer grant, Optional<Grant.Written> again) {
  /// For what was allowed.
  public static final WayOut UNASKED =
      new WayOut(
          new CommandOffer.Untold(), false, new GrantOffer.None(List.of()), Optional.empty());

  /// No list can name it.
  private static final List<String> UNNAMED = List.of("");

  /// Of an answer of the policy, in the same words as it was asked.
  public static WayOut of(Policy policy, DecisionInput input, Decision decision) {
    return switch (decision) {
      case Decision.Allow _ -> UNASKED;
      case Decision.Deny denial ->
          input.access() instanceof Access.NamespaceChange change
              ? ofGrant(policy, input, change.after())
              : ofSession(policy, input, denial);
    };
  }

  private static WayOut ofGrant(Policy policy, DecisionInput input, NamespaceFacts.Known after) {
    // A namespace that is not there cannot be annotated, and one whose labels stay as they were is
    // not the one that was sent.
    boolean stays =
        input.access() instanceof Access.NamespaceChange change
            && change.before().filter(before -> before.labels().equals(after.labels())).isPresent();
    Optional<Grant.Written> again =
        stays && input.grant() instanceof Grant.Written sent
            ? new GrantRehearsal(policy, input.request(), after, new PodFacts.NotNeeded())
                .again(sent)
            : Optional.empty();
    return new WayOut(UNASKED.commands, false, UNASKED.grant, again);
  }

  private static WayOut ofSession(Policy policy, DecisionInput input, Decision.Deny denial) {
    List<Violation> refusing = Violation.refusing(denial.violations());
    GrantOffer grant =
        input.namespace() instanceof NamespaceFacts.Known known && !known.stale()
            ? new GrantRehearsal(policy, input.request(), known, input.pod()).offer(refusing)
            : new GrantOffer.None(List.of());
    CommandOffer commands =
        withoutStdin(input.access(), UNNAMED)
            .map(access -> CommandOffer.of(policy.decide(asking(input, access))))
            .orElse(UNASKED.commands);
    return new WayOut(
        commands,
        asAsked(input.access())
            // Where a command runs that no list can name, each runs: the policy need not be asked.
            .filter(
                access ->
                    commands instanceof CommandOffer.Every
                        || policy.decide(asking(input, access)) instanceof Decision.Allow)
            .isPresent(),
        grant,
        Optional.empty());
  }

  /// The same way in without stdin and a terminal, or exec where that way is none.
  private static Optional<Access> withoutStdin(Access access, List<String> command) {
    return switch (access) {
      case Access.Exec exec -> Optional.of(exec(command, exec.container()));
      case Access.Attach attach -> Optional.of(exec(command, attach.container()));
      case Access.PortForward _ -> Optional.of(exec(command, ""));
      case Access.NodeProxy proxy when proxy.call() instanceof KubeletCall.IntoPod ->
          Optional.of(exec(command, ""));
      // Without -i and -t it would be the same container on the node.
      case Access.Debug debug when debug.nodeAccess().opensNode() -> Optional.empty();
      case Access.Debug debug ->
          Optional.of(
              new Access.Debug(
                  List.of(new Access.Container("", false, false, command, List.of())),
                  debug.nodeAccess()));
      case Access.Run _,
          Access.NodeProxy _,
          Access.Proxy _,
          Access.NamespaceChange _,
          Access.Unrecognised _ ->
          Optional.empty();
    };
  }

  private static Optional<Access> asAsked(Access access) {
    return access instanceof Access.Exec exec
            && exec.interactive()
            && exec.recordable()
            && !exec.command().isEmpty()
            && !Interpreters.waitForInput(exec.command())
        ? Optional.of(exec(exec.command(), exec.container()))
        : Optional.empty();
  }

  private static Access exec(List<String> command, String container) {
    return new Access.Exec(false, false, command, container);
  }

  private static DecisionInput asking(DecisionInput input, Access access) {
    AccessRequest request = input.request();
    return new DecisionInput(
        new AccessRequest(
            request.cluster(),
            Door.COMMANDS,
            request.user(),
            request.namespace(),
            access,
            request.at()),
        input.namespace(),
        input.pod());
  }
}
