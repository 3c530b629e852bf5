package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.KubeletCall;

/// Where a request reaches. Each part is empty where the request does not name it.
///
/// @param namespace the one that is reached into: for the kubelet's API the one in its path
/// @param pod may be empty for a pod that is created with a generated name
public record Target(String namespace, String pod, String node, String service) {

  static Target of(String resource, String namespace, String name, Access access) {
    if (access instanceof Access.NodeProxy(_, KubeletCall call)) {
      return call instanceof KubeletCall.IntoPod(_, String inNamespace, String pod)
          ? new Target(inNamespace, pod, name, "")
          : new Target("", "", name, "");
    }
    return switch (resource) {
      case "pods" -> new Target(namespace, name, "", "");
      case "services" -> new Target(namespace, "", "", name);
      case "nodes" -> new Target(namespace, "", name, "");
      // Its own name; where that is generated, the request names no namespace.
      case "namespaces" -> new Target(name, "", "", "");
      default -> new Target(namespace, "", "", "");
    };
  }
}
