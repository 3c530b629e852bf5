package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.Constraint;
import io.execguard.policy.NodeAccess;
import io.execguard.policy.Reason;
import io.execguard.policy.SessionAttempt;
import io.execguard.policy.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What was asked for, in words for a person, and what to type instead.
final class RequestWording {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  /// Characters of a command's name, which can be anything: a path that a person recognises.
  private static final int LONGEST_COMMAND = 64;

  /// Three lines of a terminal.
  private static final int LONGEST_LIST = 256;

  private static final String WITHOUT_STREAMS = " Leave -i and -t away, and read its logs.";

  private RequestWording() {}

  /// What was asked for and where.
  static String what(DecisionRecord entry) {
    Review review = entry.review();
    String namespace = review.target().namespace();
    String entered =
        PodWriter.entered(review.access(), entry.pod()).map(RequestWording::onNode).orElse("");
    return what(review, review.access(), entered)
        + unrecorded(entry)
        + (namespace.isEmpty() ? "" : " in namespace " + namespace);
  }

  /// @param entered what of the node the container has that is entered, behind a space
  private static String what(Review review, Access access, String entered) {
    return switch (access) {
      case Access.Exec exec when !exec.interactive() -> command(exec.command());
      case Access.Exec exec when isUpload(exec) ->
          "kubectl cp into a pod (a tar stream through stdin)";
      case Access.Exec _ -> "Interactive exec" + entered;
      case Access.Attach _ -> "Interactive attach" + entered;
      case Access.Debug debug when !debug.interactive() ->
          "A debug container" + (debug.recordable() ? "" : onNode(debug.nodeAccess()));
      case Access.Debug debug -> "An interactive debug container" + onNode(debug.nodeAccess());
      case Access.Run run when !run.nodeAccess().opensNode() ->
          "A pod with an interactive container";
      case Access.Run run -> "An interactive pod" + onNode(run.nodeAccess());
      case Access.NodeProxy _ -> "A session through the kubelet's API of a node" + entered;
      case Access.PortForward _ -> "Port-forward";
      case Access.Proxy _ -> "A proxy connection";
      case Access.NamespaceChange _ -> "This change of break-glass";
      case Access.Unrecognised _ ->
          "A connection that Exec Guard does not know ("
              + review.resource()
              + "/"
              + review.subresource()
              + ")";
    };
  }

  /// Begins with a space where there is something.
  ///
  /// @param denying the constraints that have to be satisfied
  static String instead(Review review, List<Constraint> denying) {
    Target target = review.target();
    return switch (review.access()) {
      case Access.Exec exec when !exec.interactive() ->
          shorter(exec.recordable()) + allowed(denying);
      case Access.Exec exec -> single(target, exec.container()) + allowed(denying);
      case Access.Attach attach -> single(target, attach.container()) + allowed(denying);
      case Access.Debug debug when !debug.interactive() ->
          shorter(debug.recordable()) + allowed(denying);
      // Without -i and -t it would be the same container on the node.
      case Access.Debug debug when debug.nodeAccess().opensNode() -> "";
      case Access.Run run when run.nodeAccess().opensNode() -> "";
      case Access.Debug debug -> shorter(debug.recordable()) + WITHOUT_STREAMS;
      case Access.Run run -> shorter(run.recordable()) + WITHOUT_STREAMS;
      case Access.NodeProxy _ -> " Use kubectl exec without -i and -t.";
      case Access.PortForward _, Access.Proxy _, Access.NamespaceChange _, Access.Unrecognised _ ->
          "";
    };
  }

  /// Why a command without stdin or a terminal counts as a session, and a session on record as one
  /// that is not.
  private static String unrecorded(DecisionRecord entry) {
    boolean isCommand = SessionAttempt.by(entry.review().access()) == Violation.By.UNRECORDED;
    if (!isCommand && entry.decision().reason() != Reason.NOT_RECORDABLE) {
      return "";
    }
    Shown shown = entry.shown();
    String problem =
        switch (shown.fit()) {
          case WHOLE -> "";
          case TOO_LONG ->
              String.format(
                  Locale.ROOT,
                  "it is too long to be recorded whole: %,d characters, and a record holds %d KiB",
                  AccessWriter.characters(shown.asked()),
                  AccessWriter.COMMAND >> 10);
          case HIDDEN ->
              "it cannot be recorded whole: the policy's masks end before it does, and hide the rest";
        };
    return " (which "
        + (isCommand ? "counts as a session" : "is not on record")
        + ", because "
        + problem
        + ")";
  }

  private static String shorter(boolean recordable) {
    return recordable
        ? ""
        : " Make it shorter: split it into several commands, or run a script that the image or a"
            + " mounted ConfigMap holds.";
  }

  /// Ready to paste, and so only where every name is one that Kubernetes would accept.
  private static String single(Target target, String container) {
    return " Run a single command: " + exec(target, "", container) + " -- COMMAND.";
  }

  /// @param flags each behind a space
  static String exec(Target target, String flags, String container) {
    boolean named = isName(target.namespace()) && isName(target.pod());
    String where = named ? "-n " + target.namespace() + " " + target.pod() : "-n NAMESPACE POD";
    String in = isName(container) ? " -c " + container : "";
    return "kubectl exec" + flags + " " + where + in;
  }

  /// What every strict constraint among them allows.
  private static String allowed(List<Constraint> denying) {
    List<AllowedCommands> lists =
        denying.stream().map(Constraint::allowedCommands).flatMap(Optional::stream).toList();
    if (lists.isEmpty()) {
      return "";
    }
    Set<String> common = new LinkedHashSet<>(lists.getFirst().executables());
    lists.forEach(list -> common.retainAll(list.executables()));
    return common.isEmpty()
        ? " No single command is allowed here."
        : " Commands allowed here: " + cut(String.join(", ", common), LONGEST_LIST) + ".";
  }

  private static String command(List<String> arguments) {
    return arguments.isEmpty()
        ? "A command without a name"
        : "The command \"" + cut(arguments.getFirst(), LONGEST_COMMAND) + "\"";
  }

  private static String onNode(NodeAccess nodeAccess) {
    return nodeAccess.opensNode()
        ? " with access to its node (" + String.join(", ", nodeAccess.words()) + ")"
        : "";
  }

  private static boolean isUpload(Access.Exec exec) {
    return exec.command().size() > 1
        && exec.command().getFirst().equals("tar")
        && exec.command().get(1).startsWith("-x");
  }

  static String cut(String text, int longest) {
    int end = Math.min(text.length(), longest);
    return end == text.length() ? text : text.substring(0, end) + "…";
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
