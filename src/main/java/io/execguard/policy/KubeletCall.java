package io.execguard.policy;

import java.util.Set;

/// Where a path of the kubelet's API leads.
public sealed interface KubeletCall {

  /// Reads the request of CONNECT nodes/proxy.
  ///
  /// @param node the request's name, with a port where it names one
  /// @param path as sent, not cleaned
  static KubeletCall of(String node, String path) {
    return KubeletPath.read(node, path);
  }

  /// Whether a request's name leads to the node's kubelet, whose paths are known, and to no other
  /// port.
  static boolean isToKubelet(String node) {
    return KubeletPath.isToKubelet(node);
  }

  /// Whether a process is started in, or joined to, a container of a pod that is known.
  default boolean entersContainer() {
    return this instanceof IntoPod(String verb, _, _) && ENTERING.contains(verb);
  }

  /// The kubelet's words for that; `portForward` and `checkpoint` start none.
  Set<String> ENTERING = Set.of("exec", "attach", "run");

  /// Into a pod that the path names.
  ///
  /// @param verb the kubelet's own word: `exec`, `attach`, `run`, `portForward` or `checkpoint`
  record IntoPod(String verb, String namespace, String pod) implements KubeletCall {}

  /// A session whose namespace the path does not tell: `/cri/…`, another port than the kubelet's,
  /// or a form that cannot be read. It counts as any namespace.
  record Anywhere() implements KubeletCall {}

  /// No session: metrics, logs, the list of pods.
  record NoSession() implements KubeletCall {}
}
