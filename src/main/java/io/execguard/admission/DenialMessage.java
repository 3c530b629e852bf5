package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.Constraint;
import io.execguard.policy.Decision;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Violation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the person at the terminal reads. kubectl 1.36 prints something unhelpful before it, so it
/// stands on its own: what is not allowed and where, which constraint says so and why it matches,
/// what to type instead, and the record's id.
final class DenialMessage {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  private DenialMessage() {}

  static String of(DecisionRecord entry) {
    String rule =
        switch (entry.decision().reason()) {
          case LABELS_UNAVAILABLE ->
              " while the namespace's labels cannot be read ("
                  + problem(entry.reading().facts())
                  + ")";
          case CONSTRAINT, DRYRUN, WARN, NO_CONSTRAINT, NOT_INTERACTIVE, NOT_COVERED, TUNNEL ->
              denying(entry.decision()).stream()
                  .map(constraint -> " [" + constraint.name() + labels(constraint, entry) + "]")
                  .collect(Collectors.joining());
        };
    String messages =
        denying(entry.decision()).stream()
            .map(Constraint::message)
            .filter(message -> !message.isEmpty())
            .map(message -> " " + message)
            .collect(Collectors.joining());
    return Terminal.line(
        what(entry) + " is not allowed" + rule + "." + instead(entry) + messages,
        " Record " + entry.review().uid());
  }

  /// What was asked for and where, as a person would say it.
  static String what(DecisionRecord entry) {
    Target target = entry.review().target();
    String where = target.namespace().isEmpty() ? "" : " in namespace " + target.namespace();
    return switch (entry.review().access()) {
      case Access.Exec exec when isUpload(exec) ->
          "kubectl cp into a pod (a tar stream through stdin)" + where;
      case Access.Exec _ -> "Interactive exec" + where;
      case Access.Attach _ -> "Interactive attach" + where;
      case Access.Debug _ -> "An interactive debug container" + where;
      case Access.Run run ->
          run.nodeAccess().isEmpty()
              ? "A pod with an interactive container" + where
              : "An interactive pod with access to its node ("
                  + String.join(", ", run.nodeAccess())
                  + ")"
                  + where;
      case Access.NodeProxy _ -> "A session through the kubelet's API of a node" + where;
      case Access.PortForward _ -> "Port-forward" + where;
      case Access.Proxy _ -> "A proxy connection" + where;
      case Access.Unrecognised _ ->
          "A connection that Exec Guard does not know ("
              + entry.review().resource()
              + "/"
              + entry.review().subresource()
              + ")"
              + where;
    };
  }

  private static String instead(DecisionRecord entry) {
    Target target = entry.review().target();
    return switch (entry.review().access()) {
      case Access.Exec exec -> " Run a single command: " + command(target, exec.container());
      case Access.Attach attach -> " Run a single command: " + command(target, attach.container());
      case Access.Debug _, Access.Run _ -> " Leave -i and -t away, and read its logs.";
      case Access.NodeProxy _ -> " Use kubectl exec without -i and -t.";
      case Access.PortForward _, Access.Proxy _, Access.Unrecognised _ -> "";
    };
  }

  /// Ready to paste, and so only where every name is one that Kubernetes would accept.
  private static String command(Target target, String container) {
    boolean named = isName(target.namespace()) && isName(target.pod());
    String where = named ? "-n " + target.namespace() + " " + target.pod() : "-n NAMESPACE POD";
    String in = isName(container) ? " -c " + container : "";
    return "kubectl exec " + where + in + " -- COMMAND.";
  }

  private static boolean isUpload(Access.Exec exec) {
    return exec.command().size() > 1
        && exec.command().getFirst().equals("tar")
        && exec.command().get(1).startsWith("-x");
  }

  private static List<Constraint> denying(Decision decision) {
    return decision.violations().stream()
        .map(Violation::constraint)
        .filter(constraint -> constraint.enforcementAction() == EnforcementAction.DENY)
        .toList();
  }

  private static String labels(Constraint constraint, DecisionRecord entry) {
    if (!(entry.reading().facts() instanceof NamespaceFacts.Known known)) {
      return "";
    }
    if (!constraint.match().namespaceSelector().matches(known.labels())) {
      return ", in every namespace";
    }
    String labels =
        constraint.match().namespaceSelector().keys().stream()
            .map(key -> key + "=" + known.labels().getOrDefault(key, "(none)"))
            .collect(Collectors.joining(", "));
    return labels.isEmpty() ? "" : ": " + labels;
  }

  private static String problem(NamespaceFacts facts) {
    return facts instanceof NamespaceFacts.Unavailable(String why) ? why : "";
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
