package io.execguard.tool.report.evidence;

import java.util.Set;
import java.util.regex.Pattern;

/// Of which requests the API server asks the guard, by the rules and conditions of
/// `infra/registration.yaml`, as far as an audit event shows them. What the door `recorder` is
/// asked about, another one is asked about, too.
enum Scope {
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

  static Scope of(Audited event) {
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

  private static Scope ofPod(Audited event) {
    if (isOfTheCluster(event.username())) {
      return NOT_ASKED;
    }
    return event.request().map(pod -> asked(Audited.isInteractivePod(pod))).orElse(UNTOLD);
  }

  private static boolean isOfTheCluster(String username) {
    return username.startsWith("system:serviceaccount:kube-system:")
        || username.startsWith("system:node:");
  }

  private static boolean reachesAKubelet(Audited event) {
    return KUBELET.matcher(event.proxied()).find() || isAnotherPort(event.name());
  }

  /// Events that do not tell the node do not tell a port.
  private static boolean isAnotherPort(String name) {
    return !name.isEmpty() && !KUBELETS_OWN_PORT.matcher(name).matches();
  }

  private static Scope asked(boolean asked) {
    return asked ? ASKED : NOT_ASKED;
  }
}
