package io.execguard.tool.report.read;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// From which container's log a line came, as far as what was put around the line tells it.
///
/// @param source the file's name
/// @param namespace empty where nothing tells it; so are pod and container
public record Origin(String source, String namespace, String pod, String container) {
  /// Kubernetes' longest name. What is longer is none, and is not kept.
  private static final int LONGEST = 253;

  public Origin {
    namespace = bounded(namespace);
    pod = bounded(pod);
    container = bounded(container);
  }

  public static Origin of(String source) {
    return new Origin(source, "", "", "");
  }

  /// The same file, and another container.
  public Origin at(String otherNamespace, String otherPod, String otherContainer) {
    return new Origin(source, otherNamespace, otherPod, otherContainer);
  }

  public boolean isKnown() {
    return !pod.isEmpty();
  }

  /// Both can be one container: what both tell is the same.
  public boolean agrees(String otherNamespace, String otherPod, String otherContainer) {
    return agree(namespace, otherNamespace)
        && agree(pod, otherPod)
        && agree(container, otherContainer);
  }

  public boolean agrees(Origin other) {
    return agrees(other.namespace, other.pod, other.container);
  }

  private static boolean agree(String one, String other) {
    return one.isEmpty() || other.isEmpty() || Objects.equals(one, other);
  }

  private static String bounded(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }

  /// The container by its names.
  public String where() {
    return Stream.of(namespace, pod, container)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining("/"));
  }
}
