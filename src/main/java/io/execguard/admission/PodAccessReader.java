package io.execguard.admission;

import io.execguard.json.Cursor;
import io.execguard.json.Outline;
import io.execguard.policy.Access;
import io.execguard.policy.Access.Container;
import io.execguard.policy.NodeAccess;
import io.execguard.policy.Pod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what of a Pod that is created or changed can be a session.
final class PodAccessReader {
  private static final Outline CONTAINER = Outline.of("stdin", "tty", "command", "args");

  /// Of a Pod that a review holds.
  static final Outline READ =
      PodReader.READ
          .with("spec.containers", CONTAINER)
          .with("spec.initContainers", CONTAINER)
          .with("spec.ephemeralContainers", CONTAINER);

  private PodAccessReader() {}

  /// The ephemeral containers that `oldObject` lacks: an old one was decided when it came.
  ///
  /// @param pod as it will be
  static Access debug(Cursor request, Pod pod) {
    Set<String> before =
        request
            .optional("oldObject")
            .map(old -> containers(old, "ephemeralContainers"))
            .orElse(List.of())
            .stream()
            .map(Container::name)
            .collect(Collectors.toSet());
    Cursor object = request.required("object");
    List<Container> added =
        containers(object, "ephemeralContainers").stream()
            .filter(container -> !before.contains(container.name()))
            .toList();
    return new Access.Debug(
        added,
        NodeAccess.of(
            pod,
            PodReader.containers(object.required("spec"), "ephemeralContainers").stream()
                .filter(container -> !before.contains(container.name()))
                .toList()));
  }

  /// @param pod as it is created
  static Access run(Cursor object, Pod pod) {
    return new Access.Run(
        Stream.of("containers", "initContainers")
            .flatMap(list -> containers(object, list).stream())
            .toList(),
        NodeAccess.of(pod, pod.containers()));
  }

  private static List<Container> containers(Cursor pod, String list) {
    return pod.required("spec").items(list).stream().map(PodAccessReader::container).toList();
  }

  private static Container container(Cursor container) {
    return new Container(
        container.text("name"),
        container.flag("stdin"),
        container.flag("tty"),
        container.texts("command"),
        container.texts("args"));
  }
}
