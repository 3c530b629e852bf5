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
          // Where EKS' setup-local-disks moves kubelet's and containerd's state, and what
          // Bottlerocket's /var and an ostree's root lie in: the same places under another name.
          "/mnt/k8s-disks",
          "/mnt/.ephemeral/._var_lib_kubelet",
          "/mnt/.ephemeral/._var_lib_containerd",
          "/local",
          "/.bottlerocket",
          "/sysroot",
          "/ostree",
          "/var/roothome",
          // The node's user data, and every secret of a cluster that keeps its own etcd.
          "/var/lib/cloud",
          "/run/cloud-init",
          "/var/lib/etcd",
          // The key by which a hybrid node is itself to AWS; systemd's key, what it keeps with it,
          // and dumps of processes' memory; Debian's copies of the files with passwords.
          "/var/lib/amazon",
          "/var/lib/systemd",
          "/run/credentials",
          "/var/backups",
          "/var/lib/containerd",
          "/var/lib/containers",
          "/var/lib/crio",
          "/var/lib/docker",
          "/var/lib/dockershim",
          "/var/lib/cri-dockerd",
          "/var/lib/rancher",
          "/var/lib/k0s",
          "/var/lib/buildkit",
          "/var/lib/soci-snapshotter-grpc",
          "/run/containerd",
          // containerd 2 and CRI-O let whoever connects change any container of the node.
          "/run/nri",
          "/run/host-containerd",
          "/run/crio",
          "/run/docker",
          "/run/docker.sock",
          "/run/cri-dockerd.sock",
          "/run/dockershim.sock",
          "/run/podman",
          "/run/user",
          "/run/k3s",
          "/run/k0s",
          "/run/buildkit",
          "/run/soci-snapshotter-grpc",
          "/run/libvirt",
          "/var/lib/lxd",
          "/var/lib/incus",
          "/var/snap",
          "/run/snapd.socket",
          "/run/initctl",
          "/run/systemd",
          "/run/dbus",
          // Bottlerocket's own API.
          "/run/api.sock",
          // Windows: named pipes are sockets, and containerd keeps its state with the programs.
          "/pipe",
          "/programdata/containerd",
          "/programdata/docker",
          "/programdata/amazon",
          "/programdata/kubernetes",
          "/users/administrator",
          "/documents and settings",
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

  /// Windows takes the rest as it is.
  private static final Pattern VERBATIM = Pattern.compile("^//[?.]/");

  /// Windows' names that do not tell which place they are: a device (`\\.\PhysicalDrive0`), a drive
  /// as a share of the network, the short name of a long one (`C:\WINDOW~1`).
  private static final Pattern UNTOLD =
      Pattern.compile(
          "^//[?.]/(?!pipe(?:/|$)|[a-z]:)|^//[^/]+/(?:[a-z]|admin)\\$(?:/|$)"
              + "|(?<![^/])[^/~]{1,6}~[0-9]{1,6}(?:\\.[^/.]{0,3})?(?=/|$)");

  /// What Windows leaves out behind a name: dots, blanks, a stream of the file.
  private static final Pattern TAIL = Pattern.compile("(?<![. ])[. ]*+(?::[^/]*+)?(?=/|$)");

  private NodePath() {}

  /// Fails closed: a path above one of them holds it, so that `/`, `/var` and `/run` count. So does
  /// one in other letters: the kubelet of a Windows node takes `/ProgramData` for `C:\ProgramData`,
  /// and the path does not tell which node it is.
  static boolean isTheNodesOwn(String path) {
    String clean = clean(path);
    String folded = TAIL.matcher(clean.toLowerCase(Locale.ROOT)).replaceAll("");
    return PUBLIC.stream().noneMatch(known -> isWithin(clean, known))
        && (UNTOLD.matcher(path.replace('\\', '/').toLowerCase(Locale.ROOT)).find()
            || OWN.stream().anyMatch(own -> isWithin(folded, own) || isWithin(own, folded)));
  }

  private static boolean isWithin(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder.equals("/") ? "/" : folder + "/");
  }

  /// As the kubelet will take it: one `/` between names, nothing of `.`, `..` followed, Windows'
  /// paths in small letters with `/` and without a drive.
  private static String clean(String path) {
    boolean windows = DRIVE.matcher(path).matches() || path.contains("\\");
    String text = windows ? path.replace('\\', '/').toLowerCase(Locale.ROOT) : path;
    text = VERBATIM.matcher(text).replaceFirst("/").replaceFirst("^/(?=[A-Za-z]:)", "");
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
