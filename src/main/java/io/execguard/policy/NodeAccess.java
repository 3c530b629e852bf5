package io.execguard.policy;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What of a pod and of containers in it reaches the node, so that a shell there is a shell on the
/// node. The rule follows the Pod Security Standards' profile "Baseline"
/// (kubernetes.io/docs/concepts/security/pod-security-standards), which forbids what is known to
/// lead out of a container, and keeps apart what of it hands over the node itself and what only
/// comes near.
///
/// @param words what hands over the node, in the record's words; empty where nothing does
/// @param near what reaches a part of it or may hide it, and is on record: `hostIPC` reaches other
///   processes' memory, `hostNetwork` the node's network and often its role in AWS,
///   `persistentVolumeClaim` may stand for any path of the node, `hostPathReadOnly` shows one
public record NodeAccess(List<String> words, List<String> near) {
  public static final NodeAccess NONE = new NodeAccess(List.of(), List.of());

  public NodeAccess {
    words = List.copyOf(words);
    near = List.copyOf(near);
  }

  /// Of the container that a session enters.
  ///
  /// @param container empty where the caller left the choice to Kubernetes
  public static NodeAccess of(Pod pod, String container) {
    return of(pod, pod.entered(container));
  }

  /// Of several containers together, and of those whose processes they see.
  ///
  /// @param containers of the pod, or to be added to it
  public static NodeAccess of(Pod pod, Collection<Pod.Container> containers) {
    Set<String> words = new LinkedHashSet<>();
    Set<String> near = new LinkedHashSet<>();
    if (pod.hostPid()) {
      words.add("hostPID");
    }
    pod.withNeighbours(containers).forEach(container -> add(pod, container, words, near));
    if (pod.hostIpc()) {
      near.add("hostIPC");
    }
    if (pod.hostNetwork()) {
      near.add("hostNetwork");
    }
    return new NodeAccess(List.copyOf(words), List.copyOf(near));
  }

  private static void add(Pod pod, Pod.Container container, Set<String> words, Set<String> near) {
    if (container.privileged()) {
      words.add("privileged");
    }
    if (container.hostProcess().orElse(pod.hostProcess())) {
      words.add("hostProcess");
    }
    // With the node's root: who may write /proc/sys/kernel/core_pattern runs a program on the node.
    if (container.unmaskedProc() && pod.hostUsers()) {
      words.add("procMount");
    }
    words.addAll(NodeCapabilities.among(container.capabilities(), pod.hostPid()));
    container.mounts().forEach(mount -> add(pod, mount, words, near));
  }

  private static void add(Pod pod, Pod.Mount mount, Set<String> words, Set<String> near) {
    String path = pod.hostPaths().get(mount.volume());
    if (path != null) {
      boolean opens = !mount.readOnly() || NodePath.isTheNodesOwn(path);
      (opens ? words : near).add(opens ? "hostPath" : "hostPathReadOnly");
    }
    if (pod.claims().contains(mount.volume())) {
      near.add("persistentVolumeClaim");
    }
  }

  public boolean opensNode() {
    return !words.isEmpty();
  }
}
