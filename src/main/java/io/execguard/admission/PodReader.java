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
    return new Access.Debug(
        containers(request.required("object"), "ephemeralContainers").stream()
            .filter(container -> !before.contains(container.name()))
            .toList());
  }

  static Access run(Cursor pod) {
    List<Container> containers =
        Stream.of("containers", "initContainers")
            .flatMap(list -> containers(pod, list).stream())
            .toList();
    return new Access.Run(containers, nodeAccess(pod.required("spec")));
  }

  private static List<Container> containers(Cursor pod, String list) {
    return pod.required("spec").items(list).stream()
        .map(
            container ->
                new Container(
                    container.text("name"), container.flag("stdin"), container.flag("tty")))
        .toList();
  }

  private static List<String> nodeAccess(Cursor spec) {
    List<String> found = new ArrayList<>();
    if (spec.flag("hostPID")) {
      found.add("hostPID");
    }
    if (Stream.of("containers", "initContainers")
        .flatMap(list -> spec.items(list).stream())
        .anyMatch(PodReader::isPrivileged)) {
      found.add("privileged");
    }
    if (spec.items("volumes").stream()
        .map(volume -> volume.optional("hostPath"))
        .anyMatch(Optional::isPresent)) {
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
