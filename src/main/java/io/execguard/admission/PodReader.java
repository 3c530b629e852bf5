package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.Access.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what of a Pod can be a session.
final class PodReader {
  private static final Outline CONTAINER =
      Outline.of(
          "name",
          "stdin",
          "tty",
          "command",
          "args",
          "securityContext.privileged",
          "volumeMounts.name");

  /// Of a Pod.
  static final Outline READ =
      Outline.of("spec.hostPID", "spec.volumes.name", "spec.volumes.hostPath")
          .with("spec.containers", CONTAINER)
          .with("spec.initContainers", CONTAINER)
          .with("spec.ephemeralContainers", CONTAINER);

  private PodReader() {}

  /// The ephemeral containers that `oldObject` lacks: an old one was decided when it came.
  static Access debug(Cursor request) {
    Set<String> before =
        request
            .optional("oldObject")
            .map(pod -> containers(pod, "ephemeralContainers"))
            .orElse(List.of())
            .stream()
            .map(Container::name)
            .collect(Collectors.toSet());
    Cursor spec = request.required("object").required("spec");
    List<Cursor> added =
        spec.items("ephemeralContainers").stream()
            .filter(container -> !before.contains(container.text("name")))
            .toList();
    return new Access.Debug(
        added.stream().map(PodReader::container).toList(), nodeAccess(spec, added));
  }

  /// What of the pod opens its node to the containers that are added to it: a volume only where one
  /// of them mounts it.
  private static List<String> nodeAccess(Cursor spec, List<Cursor> added) {
    Set<String> mounted =
        added.stream()
            .flatMap(container -> container.items("volumeMounts").stream())
            .map(mount -> mount.text("name"))
            .collect(Collectors.toSet());
    return nodeAccess(
        spec,
        added.stream(),
        spec.items("volumes").stream().filter(volume -> mounted.contains(volume.text("name"))));
  }

  static Access run(Cursor pod) {
    List<Container> containers =
        Stream.of("containers", "initContainers")
            .flatMap(list -> containers(pod, list).stream())
            .toList();
    Cursor spec = pod.required("spec");
    return new Access.Run(
        containers,
        nodeAccess(
            spec,
            Stream.of("containers", "initContainers").flatMap(list -> spec.items(list).stream()),
            spec.items("volumes").stream()));
  }

  private static List<Container> containers(Cursor pod, String list) {
    return pod.required("spec").items(list).stream().map(PodReader::container).toList();
  }

  private static Container container(Cursor container) {
    return new Container(
        container.text("name"),
        container.flag("stdin"),
        container.flag("tty"),
        container.texts("command"),
        container.texts("args"));
  }

  private static List<String> nodeAccess(
      Cursor spec, Stream<Cursor> containers, Stream<Cursor> volumes) {
    List<String> found = new ArrayList<>();
    if (spec.flag("hostPID")) {
      found.add("hostPID");
    }
    if (containers.anyMatch(PodReader::isPrivileged)) {
      found.add("privileged");
    }
    if (volumes.map(volume -> volume.optional("hostPath")).anyMatch(Optional::isPresent)) {
      found.add("hostPath");
    }
    return found;
  }

  private static boolean isPrivileged(Cursor container) {
    return container
        .optional("securityContext")
        .map(context -> context.flag("privileged"))
        .orElse(false);
  }
}
