package io.execguard.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A pod, as far as it decides what a session in it can reach. It holds no environment, no command
/// and no content of a volume: nothing that could be a secret.
///
/// @param uid Kubernetes' id; empty for a pod that is created
/// @param node the node that it runs on; empty where it has none yet
/// @param serviceAccount whose token its processes may carry; empty where the pod names none
/// @param owner the controlling owner as `KIND/NAME`, `DaemonSet/log-shipper` for instance; empty
///   where nothing controls it
/// @param labels those that the reader kept
/// @param hostProcess of Windows, for every container that does not say otherwise
/// @param hostUsers false where root in a container is not root on the node
/// @param hostPaths paths on the node, by the names of the volumes that lead there
/// @param claims the names of volumes that a PersistentVolumeClaim stands behind: what of the node
///   such a claim holds, the pod does not tell
/// @param containers containers, init containers and ephemeral containers
public record Pod(
    String uid,
    String node,
    String serviceAccount,
    String owner,
    Map<String, String> labels,
    boolean hostPid,
    boolean hostIpc,
    boolean hostNetwork,
    boolean hostProcess,
    boolean hostUsers,
    Map<String, String> hostPaths,
    Set<String> claims,
    List<Container> containers) {
  public Pod {
    labels = Ordered.copyOf(labels);
    hostPaths = Ordered.copyOf(hostPaths);
    claims = Set.copyOf(claims);
    containers = List.copyOf(containers);
  }

  /// A container of a pod, as far as it decides what a session in it can reach.
  ///
  /// @param image as the pod names it
  /// @param hostProcess of Windows; empty where the pod's own counts
  /// @param capabilities that are added, as the pod writes them
  /// @param unmaskedProc `/proc` without the container runtime's masks
  public record Container(
      String name,
      String image,
      boolean privileged,
      Optional<Boolean> hostProcess,
      List<String> capabilities,
      boolean unmaskedProc,
      List<Mount> mounts) {
    public Container {
      capabilities = List.copyOf(capabilities);
      mounts = List.copyOf(mounts);
    }
  }

  /// A volume in a container.
  ///
  /// @param volume the volume's name
  public record Mount(String volume, boolean readOnly) {}

  /// The container that a session enters. Without a name Kubernetes takes the only container, and
  /// refuses the request where there are several: fails closed, all of them count. A name that the
  /// pod does not have opens nothing.
  ///
  /// @param name empty where the caller left the choice to Kubernetes
  List<Container> entered(String name) {
    return name.isEmpty()
        ? containers
        : containers.stream().filter(container -> container.name().equals(name)).toList();
  }

  /// With no other labels than these.
  public Pod keeping(Set<String> labelKeys) {
    return new Pod(
        uid,
        node,
        serviceAccount,
        owner,
        Ordered.keeping(labels, labelKeys),
        hostPid,
        hostIpc,
        hostNetwork,
        hostProcess,
        hostUsers,
        hostPaths,
        claims,
        containers);
  }

  /// The image of the container that a session enters; empty where there is no single one.
  public Optional<String> image(String name) {
    List<Container> entered = entered(name);
    return entered.size() == 1 ? Optional.of(entered.getFirst().image()) : Optional.empty();
  }
}
