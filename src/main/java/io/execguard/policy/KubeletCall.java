package io.execguard.policy;

/// Where a path of the kubelet's API leads.
public sealed interface KubeletCall {

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
