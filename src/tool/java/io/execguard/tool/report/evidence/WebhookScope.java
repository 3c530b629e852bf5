package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.report.read.PartialJson;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Of which requests the API server asks the guard, by the rules and conditions of
/// `infra/registration.yaml`, as far as an audit event shows them. What the door `recorder` is
/// asked about, another one is asked about, too.
enum WebhookScope {
  /// It asks about each of them.
  ASKED,
  /// It asks about some, and the event does not say which.
  UNTOLD,
  NOT_ASKED;

  /// exec and attach with and without stdin: single commands have a door, too.
  private static final Set<String> ALWAYS =
      Set.of("pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "services/proxy");

  private static final Set<String> NAMESPACES =
      Set.of("namespaces", "namespaces/status", "namespaces/finalize");
  static final Set<String> WRITES = Set.of("create", "update", "patch");

  /// The condition of the door `node`.
  private static final Pattern KUBELET =
      Pattern.compile("(^|/)(exec|attach|run|cri|portForward|checkpoint)(/|$)");

  private static final Pattern KUBELETS_OWN_PORT =
      Pattern.compile("[^:]+(:(10250)?)?|(https?)?:[^:]+:(10250)?");

  static WebhookScope of(AuditEvent event) {
    if (!event.group().isEmpty()) {
      return NOT_ASKED;
    }
    if (ALWAYS.contains(event.resource())) {
      return ASKED;
    }
    return switch (event.resource()) {
      case "nodes/proxy" -> asked(reachesAKubelet(event));
      case "pods/ephemeralcontainers" -> asked(WRITES.contains(event.verb()));
      case "pods" -> event.creates() ? ofPod(event) : NOT_ASKED;
      default ->
          NAMESPACES.contains(event.resource()) && WRITES.contains(event.verb())
              ? UNTOLD
              : NOT_ASKED;
    };
  }

  private static WebhookScope ofPod(AuditEvent event) {
    if (isOfTheCluster(event.username())) {
      return NOT_ASKED;
    }
    return event.request().map(pod -> asked(isInteractive(pod))).orElse(UNTOLD);
  }

  /// Whether a container of a pod that was sent has stdin or a terminal.
  private static boolean isInteractive(Cursor pod) {
    Cursor spec = PartialJson.member(pod, "spec");
    return Stream.of("containers", "initContainers")
        .flatMap(name -> spec.items(name).stream())
        .anyMatch(container -> isTrue(container, "stdin") || isTrue(container, "tty"));
  }

  private static boolean isTrue(Cursor container, String name) {
    return container.optional(name).map(Cursor::json).filter(WebhookScope::isTrue).isPresent();
  }

  private static boolean isTrue(Json json) {
    return json instanceof Json.Flag(boolean value, _) && value;
  }

  private static boolean isOfTheCluster(String username) {
    return username.startsWith("system:serviceaccount:kube-system:")
        || username.startsWith("system:node:");
  }

  private static boolean reachesAKubelet(AuditEvent event) {
    return KUBELET.matcher(event.uri().proxied()).find() || isAnotherPort(event.name());
  }

  /// Events that do not tell the node do not tell a port.
  private static boolean isAnotherPort(String name) {
    return !name.isEmpty() && !KUBELETS_OWN_PORT.matcher(name).matches();
  }

  private static WebhookScope asked(boolean asked) {
    return asked ? ASKED : NOT_ASKED;
  }
}
