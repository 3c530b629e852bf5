package io.execguard.admission;

import io.execguard.admission.MessageLines.Weight;
import io.execguard.policy.Access;
import io.execguard.policy.CommandOffer;
import io.execguard.policy.GrantOffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The part of a denial that says what runs instead of the session.
final class InsteadHint {
  private static final String NOT_INTERACTIVE = "-i and -t";
  private static final String WITHOUT_STREAMS =
      "Leave "
          + NOT_INTERACTIVE
          + " away, give its command behind --, and read its output with kubectl logs.";

  /// Bytes of somebody's own command line. With a grant's line, which has at most 800, it leaves a
  /// fourth of a denial's bytes to the sentences.
  private static final int LONGEST_COMMAND = 320;

  private InsteadHint() {}

  /// For the first line; begins with a space where there is something.
  static String sum(DecisionRecord entry) {
    boolean opens = !(entry.wayOut().grant() instanceof GrantOffer.None);
    String runs = runs(entry);
    if (runs.isEmpty()) {
      return opens ? " Break-glass opens it." : "";
    }
    return " " + runs + (opens ? "; break-glass opens it." : ".");
  }

  private static String runs(DecisionRecord entry) {
    return switch (entry.review().access()) {
      case Access.Exec exec when !exec.interactive() -> "";
      case Access.Exec _, Access.Attach _, Access.PortForward _, Access.NodeProxy _ ->
          runs(entry.wayOut().commands()) ? "Single commands run" : "";
      case Access.Debug debug when !debug.interactive() -> "";
      case Access.Debug _ ->
          runs(entry.wayOut().commands()) ? "Without " + NOT_INTERACTIVE + " it runs" : "";
      case Access.Run run when run.nodeAccess().opensNode() -> "";
      case Access.Run _ -> "Without " + NOT_INTERACTIVE + " it runs";
      case Access.Proxy _, Access.NamespaceChange _, Access.Unrecognised _ -> "";
    };
  }

  private static boolean runs(CommandOffer commands) {
    return switch (commands) {
      case CommandOffer.Every _ -> true;
      case CommandOffer.Listed(List<String> executables) -> !executables.isEmpty();
      case CommandOffer.Untold _ -> false;
    };
  }

  static void add(DecisionRecord entry, MessageLines lines) {
    Target target = entry.review().target();
    switch (entry.review().access()) {
      case Access.Exec exec when !exec.interactive() ->
          lines
              .sentence(Weight.COMMAND, shorter(exec.recordable()))
              .sentence(Weight.COMMAND, listed(entry));
      case Access.Exec exec -> exec(entry, exec, lines);
      case Access.Attach attach -> {
        if (isNamed(target)) {
          lines.command(
              Weight.COMMAND,
              "To see what it prints:",
              "kubectl logs --tail=100 " + RequestWording.where(target, attach.container()));
        }
        single(entry, attach.container(), lines);
      }
      case Access.Debug debug when !debug.interactive() ->
          lines
              .sentence(Weight.COMMAND, shorter(debug.recordable()))
              .sentence(Weight.COMMAND, listed(entry));
      case Access.Debug debug ->
          lines
              .sentence(Weight.COMMAND, shorter(debug.recordable()))
              .sentence(Weight.COMMAND, runs(entry.wayOut().commands()) ? WITHOUT_STREAMS : "")
              .sentence(Weight.COMMAND, listed(entry));
      case Access.Run run when run.nodeAccess().opensNode() -> {}
      case Access.Run run ->
          lines
              .sentence(Weight.COMMAND, shorter(run.recordable()))
              .sentence(Weight.COMMAND, WITHOUT_STREAMS);
      case Access.PortForward _ -> {
        lines.sentence(Weight.COMMAND, "Ask the port from within the pod, where its image can.");
        single(entry, "", lines);
      }
      case Access.NodeProxy _ -> single(entry, "", lines);
      case Access.Proxy _, Access.NamespaceChange _, Access.Unrecognised _ -> {}
    }
  }

  private static void exec(DecisionRecord entry, Access.Exec exec, MessageLines lines) {
    if (RequestWording.upload(exec).isPresent()) {
      lines.sentence(
          Weight.COMMAND,
          "Nothing is uploaded without stdin: have the pod fetch it, or put it into its image, a"
              + " ConfigMap or a Secret. kubectl cp out of a pod runs.");
      return;
    }
    // In a script *** would be a pattern that a shell in the pod expands.
    boolean masked = entry.shown().arguments() > 0;
    Optional<String> own =
        entry.wayOut().asAsked() && !masked ? own(entry.review().target(), exec) : Optional.empty();
    own.ifPresentOrElse(
        command ->
            lines.command(
                Weight.COMMAND,
                "As a single command, without "
                    + NOT_INTERACTIVE
                    + " (in a program: stdin=false, tty=false), it runs:",
                command),
        () -> single(entry, exec.container(), lines));
  }

  /// The person's own, where it is as they would read it and its names are Kubernetes'.
  private static Optional<String> own(Target target, Access.Exec exec) {
    return isNamed(target)
        ? ShellWord.line(exec.command())
            .map(words -> RequestWording.exec(target, "", exec.container()) + " -- " + words)
            .filter(line -> line.getBytes(StandardCharsets.UTF_8).length <= LONGEST_COMMAND)
        : Optional.empty();
  }

  private static void single(DecisionRecord entry, String container, MessageLines lines) {
    String runs =
        runs(entry.wayOut().commands())
            ? "Run a single command, without "
                + NOT_INTERACTIVE
                + " (in a program: stdin=false, tty=false): "
                + RequestWording.exec(entry.review().target(), "", container)
                + " -- COMMAND"
            : "";
    lines.sentence(Weight.COMMAND, runs).sentence(Weight.COMMAND, listed(entry));
  }

  private static String listed(DecisionRecord entry) {
    return switch (entry.wayOut().commands()) {
      case CommandOffer.Every _, CommandOffer.Untold _ -> "";
      case CommandOffer.Listed(List<String> executables) ->
          executables.isEmpty()
              ? "No single command is allowed here."
              : "Commands allowed here: " + RequestWording.list(executables) + ".";
    };
  }

  private static String shorter(boolean recordable) {
    return recordable
        ? ""
        : "Make it shorter: split it into several commands, or run a script that the image or a"
            + " mounted ConfigMap holds.";
  }

  private static boolean isNamed(Target target) {
    return RequestWording.isName(target.namespace()) && RequestWording.isName(target.pod());
  }
}
