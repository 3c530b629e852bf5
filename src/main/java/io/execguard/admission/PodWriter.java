package io.execguard.admission;

import io.execguard.json.JsonWriter;
import io.execguard.policy.Access;
import io.execguard.policy.Pod;
import io.execguard.policy.PodFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes what a record says of the pod that is entered or made.
final class PodWriter {
  /// Images of the containers of a pod that is created or debugged, and labels.
  private static final int ENTRIES = 2 << 10;

  private PodWriter() {}

  /// Writes nothing where nobody asked for the pod.
  ///
  /// @param labelKeys those of pods that the policy looks at
  static void write(
      JsonWriter json,
      BoundedMembers members,
      Access access,
      PodFacts facts,
      Set<String> labelKeys) {
    if (facts instanceof PodFacts.NotNeeded) {
      return;
    }
    json.writeObjectPropertyStart("podFacts");
    json.writeStringProperty("state", state(facts));
    switch (facts) {
      case PodFacts.Known(Pod pod) -> pod(members, access, pod, labelKeys);
      case PodFacts.Unavailable(String why) -> members.text("problem", why);
      case PodFacts.NotFound _, PodFacts.NotRead _, PodFacts.NotNeeded _ -> {}
    }
    json.writeEndObject();
  }

  private static String state(PodFacts facts) {
    return switch (facts) {
      case PodFacts.Known _ -> "known";
      case PodFacts.NotFound _ -> "not-found";
      case PodFacts.NotRead _ -> "not-read";
      case PodFacts.Unavailable _ -> "unavailable";
      case PodFacts.NotNeeded _ -> "not-needed";
    };
  }

  private static void pod(BoundedMembers members, Access access, Pod pod, Set<String> labelKeys) {
    members.name("uid", pod.uid());
    members.name("node", pod.node());
    members.name("serviceAccount", pod.serviceAccount());
    members.name("owner", pod.owner());
    access.entered().flatMap(pod::image).ifPresent(image -> members.text("image", image));
    Map<String, String> images = images(access, pod);
    if (!images.isEmpty()) {
      members.entries("images", images, ENTRIES);
    }
    Map<String, String> labels = LabelsWriter.deciding(pod.labels(), labelKeys);
    if (!labels.isEmpty()) {
      members.entries("labels", labels, ENTRIES);
    }
  }

  /// By the names of the containers that a request makes.
  private static Map<String, String> images(Access access, Pod pod) {
    List<Access.Container> made =
        switch (access) {
          case Access.Debug debug -> debug.added();
          case Access.Run run -> run.containers();
          case Access.Exec _,
              Access.Attach _,
              Access.NodeProxy _,
              Access.PortForward _,
              Access.Proxy _,
              Access.NamespaceChange _,
              Access.Unrecognised _ ->
              List.of();
        };
    Map<String, String> images = new LinkedHashMap<>();
    made.forEach(
        container ->
            pod.image(container.name()).ifPresent(image -> images.put(container.name(), image)));
    return images;
  }
}
