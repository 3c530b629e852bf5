package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.NodeAccess;
import io.execguard.policy.Reason;
import io.execguard.policy.SessionAttempt;
import io.execguard.policy.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was asked for, in words for a person.
final class RequestWording {
  /// Within a name of Kubernetes, beside small letters and digits.
  private static final String IN_NAMES = "-.";

  private static final int LONGEST_NAME = 253;

  /// Characters of a command's name, which can be anything: a path that a person recognises.
  private static final int LONGEST_COMMAND = 64;

  /// Characters of a list: two lines of a terminal.
  private static final int LONGEST_LIST = 160;

  private RequestWording() {}

  /// What was asked for and where.
  static String what(DecisionRecord entry) {
    Review review = entry.review();
    String namespace = review.target().namespace();
    String entered = entry.input().nodeAccess().map(RequestWording::onNode).orElse("");
    return what(review, review.access(), entered)
        + unrecorded(entry)
        + (namespace.isEmpty() ? "" : " in namespace " + namespace);
  }

  /// @param entered what of the node the container has that is entered, behind a space
  private static String what(Review review, Access access, String entered) {
    return switch (access) {
      case Access.Exec exec when !exec.interactive() -> command(exec.command());
      case Access.Exec exec when upload(exec).isPresent() ->
          "An upload into a pod ("
              + upload(exec).orElseThrow()
              + " reads stdin, as for kubectl cp)"
              + entered;
      case Access.Exec exec -> "Interactive exec" + streams(exec.stdin(), exec.tty()) + entered;
      case Access.Attach attach ->
          "Interactive attach" + streams(attach.stdin(), attach.tty()) + entered;
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
                  RecordedCommands.characters(shown.asked()),
                  RecordedCommands.LONGEST >> 10);
          case HIDDEN ->
              "it cannot be recorded whole: the policy's masks end before it does, and hide the rest";
        };
    return " (which "
        + (isCommand ? "counts as a session" : "is not on record")
        + ", because "
        + problem
        + ")";
  }

  /// What sends an upload that goes on without a terminal.
  static Optional<String> upload(Access.Exec exec) {
    return exec.stdin() && !exec.tty() ? Uploads.reader(exec.command()) : Optional.empty();
  }

  /// What made it a session: many tools ask for stdin where nobody types.
  private static String streams(boolean stdin, boolean tty) {
    if (stdin) {
      return tty ? " (with stdin and a terminal)" : " (with stdin)";
    }
    return " (with a terminal)";
  }

  /// @param flags each behind a space
  static String exec(Target target, String flags, String container) {
    return "kubectl exec" + flags + " " + where(target, container);
  }

  /// The words that name a container to kubectl.
  static String where(Target target, String container) {
    boolean named = isName(target.namespace()) && isName(target.pod());
    String where = named ? "-n " + target.namespace() + " " + target.pod() : "-n NAMESPACE POD";
    return where + (isName(container) ? " -c " + container : "");
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

  /// Names, one behind the other.
  static String list(List<String> words) {
    return cut(String.join(", ", words), LONGEST_LIST);
  }

  static String cut(String text, int longest) {
    int end = Math.min(text.length(), longest);
    return end == text.length() ? text : text.substring(0, end) + "…";
  }

  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean atAnEnd = i == 0 || i == text.length() - 1;
      if (!isLetterOrDigit(text.charAt(i)) && (atAnEnd || IN_NAMES.indexOf(text.charAt(i)) < 0)) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_NAME;
  }

  private static boolean isLetterOrDigit(char unit) {
    return (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9');
  }
}
