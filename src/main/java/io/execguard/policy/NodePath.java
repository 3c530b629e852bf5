package io.execguard.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Paths on a node that hand it over even where they can only be read: its secrets and devices, and
/// the sockets and state of what runs its containers. A socket takes orders through a read-only
/// mount too.
final class NodePath {
  /// Whoever sees one of these, something below it or something above it, sees what makes the node:
  /// passwords and keys, its devices, every process's memory and files, the tokens of all its pods,
  /// and the sockets of kubelet, container runtimes and init. `/var/run` is `/run` on every node.
  private static final List<String> OWN =
      List.of(
          "/etc",
          "/proc",
          "/dev",
          "/root",
          "/var/lib/kubelet",
          "/var/lib/containerd",
          "/var/lib/containers",
          "/var/lib/crio",
          "/var/lib/docker",
          "/var/lib/dockershim",
          "/var/lib/cri-dockerd",
          "/var/lib/rancher",
          "/run/containerd",
          "/run/host-containerd",
          "/run/crio",
          "/run/docker",
          "/run/docker.sock",
          "/run/cri-dockerd.sock",
          "/run/dockershim.sock",
          "/run/podman",
          "/run/k3s",
          "/run/systemd",
          "/run/dbus",
          // Bottlerocket's own API.
          "/run/api.sock",
          // Windows: named pipes are sockets, and containerd keeps its state with the programs.
          "/pipe",
          "/programdata/containerd",
          "/programdata/docker",
          "/windows");

  /// Files and folders below `/etc` that hold no secret and that many workloads mount: the time
  /// zone, the node's names, certificates of authorities.
  private static final List<String> PUBLIC =
      List.of(
          "/etc/localtime",
          "/etc/timezone",
          "/etc/os-release",
          "/etc/machine-id",
          "/etc/hostname",
          "/etc/hosts",
          "/etc/resolv.conf",
          "/etc/ssl/certs",
          "/etc/pki/ca-trust/extracted",
          "/etc/pki/tls/certs");

  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*");

  private NodePath() {}

  /// Fails closed: a path above one of them holds it, so that `/`, `/var` and `/run` count.
  static boolean isTheNodesOwn(String path) {
    String clean = clean(path);
    return PUBLIC.stream().noneMatch(known -> isWithin(clean, known))
        && OWN.stream().anyMatch(own -> isWithin(clean, own) || isWithin(own, clean));
  }

  private static boolean isWithin(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder.equals("/") ? "/" : folder + "/");
  }

  /// As the kubelet will take it: one `/` between names, nothing of `.`, `..` followed, Windows'
  /// paths in small letters with `/` and without a drive.
  private static String clean(String path) {
    boolean windows = DRIVE.matcher(path).matches() || path.contains("\\");
    String text = windows ? path.replace('\\', '/').toLowerCase(Locale.ROOT) : path;
    Deque<String> names = new ArrayDeque<>();
    for (String name : (DRIVE.matcher(text).matches() ? text.substring(2) : text).split("/", -1)) {
      switch (name) {
        case "", "." -> {}
        case ".." -> names.pollLast();
        default -> names.addLast(name);
      }
    }
    String clean = "/" + String.join("/", names);
    return isWithin(clean, "/var/run") ? clean.substring("/var".length()) : clean;
  }
}
