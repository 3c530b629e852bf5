package io.execguard.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pods that several tests need, each with one thing that may reach its node.
public final class Pods {
  private Pods() {}

  public static Pod plain(String container) {
    return of(container(container, false));
  }

  public static Pod privileged(String container) {
    return of(container(container, true));
  }

  public static Pod labelled(Map<String, String> labels) {
    return pod(
        labels, false, false, false, false, true, Map.of(), Set.of(), container("app", false));
  }

  static Pod.Container container(String name, boolean privileged) {
    return new Pod.Container(
        name, name + ":1", privileged, Optional.empty(), List.of(), false, List.of());
  }

  static Pod.Container targeting(String name, String target, boolean privileged) {
    return new Pod.Container(
        name,
        name + ":1",
        privileged,
        Optional.empty(),
        List.of(),
        false,
        List.of(),
        target,
        false);
  }

  /// A debug container that was made to look into another one's processes.
  public static Pod lookingInto(String container, String target) {
    return of(container(target, false), targeting(container, target, false));
  }

  /// Containers by their names, each with a terminal or without.
  public static Pod withTerminals(Map<String, Boolean> containers) {
    return of(
        containers.entrySet().stream()
            .map(
                entry ->
                    new Pod.Container(
                        entry.getKey(),
                        "image:1",
                        false,
                        Optional.empty(),
                        List.of(),
                        false,
                        List.of(),
                        "",
                        entry.getValue()))
            .toArray(Pod.Container[]::new));
  }

  /// @param shared the processes of all containers
  static Pod processes(boolean shared, Pod.Container... containers) {
    return new Pod(
        "",
        "",
        "",
        "",
        Map.of(),
        false,
        false,
        false,
        false,
        shared,
        true,
        Map.of(),
        Set.of(),
        List.of(containers),
        containers.length);
  }

  static Pod of(Pod.Container... containers) {
    return pod(Map.of(), false, false, false, false, true, Map.of(), Set.of(), containers);
  }

  static Pod sharing(boolean processes, boolean ipc, boolean network) {
    return pod(
        Map.of(),
        processes,
        ipc,
        network,
        false,
        true,
        Map.of(),
        Set.of(),
        container("app", false));
  }

  static Pod windows(boolean hostProcess, Pod.Container container) {
    return pod(Map.of(), false, false, false, hostProcess, true, Map.of(), Set.of(), container);
  }

  static Pod capable(boolean hostPid, String capability) {
    return pod(
        Map.of(),
        hostPid,
        false,
        false,
        false,
        true,
        Map.of(),
        Set.of(),
        new Pod.Container(
            "app", "i", false, Optional.empty(), List.of(capability), false, List.of()));
  }

  static Pod unmasked(boolean hostUsers) {
    return pod(
        Map.of(),
        false,
        false,
        false,
        false,
        hostUsers,
        Map.of(),
        Set.of(),
        new Pod.Container("app", "i", false, Optional.empty(), List.of(), true, List.of()));
  }

  static Pod mounting(String hostPath, boolean readOnly) {
    return pod(
        Map.of(),
        false,
        false,
        false,
        false,
        true,
        Map.of("host", hostPath),
        Set.of(),
        mounting(new Pod.Mount("host", readOnly)));
  }

  static Pod claiming() {
    return pod(
        Map.of(),
        false,
        false,
        false,
        false,
        true,
        Map.of(),
        Set.of("host"),
        mounting(new Pod.Mount("host", false)));
  }

  private static Pod.Container mounting(Pod.Mount mount) {
    return new Pod.Container("app", "i", false, Optional.empty(), List.of(), false, List.of(mount));
  }

  /// One regular container, and a privileged init container.
  static Pod withInit() {
    Pod all = of(container("app", false), container("init", true));
    return new Pod(
        all.uid(),
        all.node(),
        all.serviceAccount(),
        all.owner(),
        all.labels(),
        all.hostPid(),
        all.hostIpc(),
        all.hostNetwork(),
        all.hostProcess(),
        all.sharesProcesses(),
        all.hostUsers(),
        all.hostPaths(),
        all.claims(),
        all.containers(),
        1);
  }

  private static Pod pod(
      Map<String, String> labels,
      boolean hostPid,
      boolean hostIpc,
      boolean hostNetwork,
      boolean hostProcess,
      boolean hostUsers,
      Map<String, String> hostPaths,
      Set<String> claims,
      Pod.Container... containers) {
    return new Pod(
        "3d1f0a52-1f5b-4b6e-9f0e-5f3c5f8d8a11",
        "node",
        "checkout",
        "ReplicaSet/checkout-7d9c6f8b5",
        labels,
        hostPid,
        hostIpc,
        hostNetwork,
        hostProcess,
        false,
        hostUsers,
        hostPaths,
        claims,
        List.of(containers),
        containers.length);
  }
}
