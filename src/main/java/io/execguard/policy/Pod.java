package io.execguard.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
/// @param sharesProcesses of all its containers: what one mounts lies in `/proc/PID/root` of
///   another
/// @param hostUsers false where root in a container is not root on the node
/// @param hostPaths paths on the node, by the names of the volumes that lead there
/// @param claims the names of volumes that a PersistentVolumeClaim stands behind: what of the node
///   such a claim holds, the pod does not tell
/// @param containers containers, then init containers and ephemeral containers
/// @param regular how many of them are neither init nor ephemeral containers: the first ones
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
    boolean sharesProcesses,
    boolean hostUsers,
    Map<String, String> hostPaths,
    Set<String> claims,
    List<Container> containers,
    int regular) {
  /// In the place of a container's name: no container can have this one.
  static final String EVERY_CONTAINER = "*";

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
  /// @param mounts volumes, as folders or as devices
  /// @param target of an ephemeral container, the container whose processes it shares (`kubectl
  ///   debug --target`); empty where there is none
  /// @param tty it has a terminal of its own: all that this shows, what is typed by its echo, is in
  ///   the container's log
  public record Container(
      String name,
      String image,
      boolean privileged,
      Optional<Boolean> hostProcess,
      List<String> capabilities,
      boolean unmaskedProc,
      List<Mount> mounts,
      String target,
      boolean tty) {
    public Container {
      capabilities = List.copyOf(capabilities);
      mounts = List.copyOf(mounts);
    }

    /// That shares no other container's processes and has no terminal.
    public Container(
        String name,
        String image,
        boolean privileged,
        Optional<Boolean> hostProcess,
        List<String> capabilities,
        boolean unmaskedProc,
        List<Mount> mounts) {
      this(name, image, privileged, hostProcess, capabilities, unmaskedProc, mounts, "", false);
    }
  }

  /// A volume in a container.
  ///
  /// @param volume the volume's name
  public record Mount(String volume, boolean readOnly) {}

  /// The container that a session enters. Without a name Kubernetes takes the only regular one, and
  /// refuses the request where there are several: fails closed, all of them count. A name that the
  /// pod does not have opens nothing.
  ///
  /// @param name empty where the caller left the choice to Kubernetes
  List<Container> entered(String name) {
    if (name.equals(EVERY_CONTAINER)) {
      return containers;
    }
    if (name.isEmpty()) {
      return regular == 1 ? List.of(containers.getFirst()) : containers;
    }
    return containers.stream().filter(container -> container.name().equals(name)).toList();
  }

  /// These, and those whose processes they see: the whole file system of a container lies in
  /// `/proc/PID/root` of each of its processes, the node's paths that it mounts among it.
  Collection<Container> withNeighbours(Collection<Container> some) {
    if (sharesProcesses) {
      return Stream.concat(some.stream(), containers.stream()).distinct().toList();
    }
    Set<String> shared = some.stream().map(this::processes).collect(Collectors.toSet());
    return Stream.concat(
            some.stream(),
            containers.stream().filter(container -> shared.contains(processes(container))))
        .distinct()
        .toList();
  }

  /// The container whose processes these are: its own, or those of the one that it was made to look
  /// into, which may be another such.
  private String processes(Container container) {
    Set<String> seen = new HashSet<>();
    Container at = container;
    while (!at.target().isEmpty() && seen.add(at.name())) {
      String target = at.target();
      Optional<Container> next =
          containers.stream().filter(other -> other.name().equals(target)).findFirst();
      if (next.isEmpty()) {
        return target;
      }
      at = next.get();
    }
    return at.name();
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
        sharesProcesses,
        hostUsers,
        hostPaths,
        claims,
        containers,
        regular);
  }

  /// The image of the container that a session enters; empty where there is no single one.
  public Optional<String> image(String name) {
    List<Container> entered = entered(name);
    return entered.size() == 1 ? Optional.of(entered.getFirst().image()) : Optional.empty();
  }
}
