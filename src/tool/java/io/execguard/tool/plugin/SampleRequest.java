package io.execguard.tool.plugin;

import io.execguard.json.Json;
import io.execguard.policy.Constraint;
import io.execguard.policy.Session;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.ReviewFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A request of one kind, out of the shipped events, with which it is asked what a namespace comes
/// to: what an API server has sent is what its rules and conditions are there for.
///
/// @param session that it opens; empty for a single command
record SampleRequest(Optional<Session> session, ReviewFile review) {
  /// What stands behind the namespace in a call to a kubelet.
  private static final String CONTAINER = "/checkout-7d9c6f8b5-x2x7k/app";

  /// One of each kind.
  static List<SampleRequest> all() {
    return Stream.concat(
            Arrays.stream(Session.values()).map(SampleRequest::of),
            Stream.of(new SampleRequest(Optional.empty(), event("exec-command"))))
        .toList();
  }

  private static SampleRequest of(Session session) {
    ReviewFile review =
        switch (session) {
          case EXEC -> event("exec-interactive-tty");
          case ATTACH -> event("attach-interactive");
          case DEBUG -> event("debug-ephemeral-interactive");
          case RUN -> event("run-interactive");
          // What `kubectl debug node/…` makes of it.
          case NODE_SHELL ->
              event("run-interactive")
                  .patched(object("object", object("spec", object("hostPID", flag(true)))));
          case NODE_PROXY -> event("node-proxy-exec");
          case PORT_FORWARD -> event("port-forward");
        };
    return new SampleRequest(Optional.of(session), review);
  }

  private static ReviewFile event(String name) {
    Path file = ProjectFiles.file("events/" + name + ".json");
    return ReviewFile.read(file);
  }

  /// The policy file's word, or `command`.
  String word() {
    return session.map(Session::word).orElse("command");
  }

  /// Whether it is one in a pod, so that a `podSelector` counts.
  boolean isInPod() {
    return session.map(Session::isOfAPod).orElse(true);
  }

  /// Whether a constraint could object to such a request.
  boolean isCoveredBy(Constraint constraint) {
    return session
        .map(opened -> constraint.match().sessions().contains(opened))
        .orElseGet(() -> constraint.allowedCommands().isPresent());
  }

  /// The same request in a namespace.
  ReviewFile in(String namespace) {
    boolean inPath = session.filter(Session.NODE_PROXY::equals).isPresent();
    return review.patched(
        inPath
            ? object("object", object("path", text("/exec/" + namespace + CONTAINER)))
            : object("namespace", text(namespace)));
  }

  /// The same without a word that a list of allowed commands could name: a command that is missing
  /// is the image's own.
  ReviewFile withoutCommand(String namespace) {
    return session.isPresent()
        ? in(namespace)
        : in(namespace).patched(object("object", object("command", new Json.Null(0))));
  }

  private static Json.Members object(String name, Json value) {
    return new Json.Members(Map.of(name, value), 0);
  }

  private static Json text(String value) {
    return new Json.Text(value, 0);
  }

  private static Json flag(boolean value) {
    return new Json.Flag(value, 0);
  }
}
