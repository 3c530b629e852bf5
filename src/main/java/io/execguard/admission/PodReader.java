package io.execguard.admission;

import io.execguard.json.Cursor;
import io.execguard.json.Outline;
import io.execguard.policy.Pod;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what of a Pod decides what a session in it can reach. Environments, commands and contents
/// of volumes are none of it.
public final class PodReader {
  private static final Outline CONTAINER =
      Outline.of(
          "name",
          "image",
          "securityContext.privileged",
          "securityContext.procMount",
          "securityContext.capabilities.add",
          "securityContext.windowsOptions.hostProcess",
          "volumeMounts.name",
          "volumeMounts.readOnly",
          "volumeDevices.name",
          "tty",
          "targetContainerName");

  /// Of a Pod. Of volumes that are claims it is enough that they are there.
  public static final Outline READ =
      Outline.of(
              "metadata.name",
              "metadata.uid",
              "metadata.labels",
              "metadata.ownerReferences.kind",
              "metadata.ownerReferences.name",
              "metadata.ownerReferences.controller",
              "spec.nodeName",
              "spec.serviceAccountName",
              "spec.hostPID",
              "spec.hostIPC",
              "spec.hostNetwork",
              "spec.hostUsers",
              "spec.shareProcessNamespace",
              "spec.securityContext.windowsOptions.hostProcess",
              "spec.volumes.name",
              "spec.volumes.hostPath.path",
              "spec.volumes.persistentVolumeClaim.claimName",
              "spec.volumes.ephemeral.volumeClaimTemplate.kind")
          .with("spec.containers", CONTAINER)
          .with("spec.initContainers", CONTAINER)
          .with("spec.ephemeralContainers", CONTAINER);

  private PodReader() {}

  /// Reads a whole Pod.
  ///
  /// @throws WrongShape where it is none
  public static Pod read(Cursor pod) {
    Optional<Cursor> metadata = pod.optional("metadata");
    Cursor spec = pod.required("spec");
    Map<String, String> hostPaths = new LinkedHashMap<>();
    Set<String> claims = new HashSet<>();
    for (Cursor volume : spec.items("volumes")) {
      volume
          .optional("hostPath")
          .ifPresent(path -> hostPaths.put(volume.text("name"), path.text("path")));
      if (isClaim(volume)) {
        claims.add(volume.text("name"));
      }
    }
    return new Pod(
        metadata.map(data -> data.text("uid")).orElse(""),
        spec.text("nodeName"),
        spec.text("serviceAccountName"),
        metadata.flatMap(PodReader::controller).orElse(""),
        metadata.map(data -> data.textMembers("labels")).orElse(Map.of()),
        spec.flag("hostPID"),
        spec.flag("hostIPC"),
        spec.flag("hostNetwork"),
        hostProcess(spec).orElse(false),
        spec.flag("shareProcessNamespace"),
        spec.optional("hostUsers").isEmpty() || spec.flag("hostUsers"),
        hostPaths,
        claims,
        Stream.of("containers", "initContainers", "ephemeralContainers")
            .flatMap(list -> containers(spec, list).stream())
            .toList(),
        spec.items("containers").size());
  }

  /// Of a list of the pod's spec, `initContainers` for instance.
  static List<Pod.Container> containers(Cursor spec, String list) {
    return spec.items(list).stream().map(PodReader::container).toList();
  }

  /// A generic ephemeral volume is a claim, too.
  private static boolean isClaim(Cursor volume) {
    return volume.optional("persistentVolumeClaim").isPresent()
        || volume.optional("ephemeral").isPresent();
  }

  private static Optional<String> controller(Cursor metadata) {
    return metadata.items("ownerReferences").stream()
        .filter(owner -> owner.flag("controller"))
        .map(owner -> owner.text("kind") + "/" + owner.text("name"))
        .findFirst();
  }

  private static Pod.Container container(Cursor container) {
    Optional<Cursor> context = container.optional("securityContext");
    return new Pod.Container(
        container.text("name"),
        container.text("image"),
        context.map(security -> security.flag("privileged")).orElse(false),
        hostProcess(container),
        context
            .flatMap(security -> security.optional("capabilities"))
            .map(capabilities -> capabilities.texts("add"))
            .orElse(List.of()),
        context.map(security -> security.text("procMount")).orElse("").equals("Unmasked"),
        Stream.concat(
                container.items("volumeMounts").stream(), container.items("volumeDevices").stream())
            .map(mount -> new Pod.Mount(mount.text("name"), mount.flag("readOnly")))
            .toList(),
        container.text("targetContainerName"),
        container.flag("tty"));
  }

  /// Of a pod's spec or a container, which both have a `securityContext` for Windows.
  private static Optional<Boolean> hostProcess(Cursor place) {
    return place
        .optional("securityContext")
        .flatMap(context -> context.optional("windowsOptions"))
        .filter(options -> options.optional("hostProcess").isPresent())
        .map(options -> options.flag("hostProcess"));
  }
}
