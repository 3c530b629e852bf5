package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodePathTest {
  /// `/run/nri`, `/local/var/lib/kubelet` and `/ProgramData/containerd` were ordinary folders.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/.",
        "",
        "/etc",
        "/etc/",
        "//etc",
        "/./etc",
        "/var/../etc",
        "/etc/kubernetes",
        "/etc/shadow",
        "/proc",
        "/proc/1/root",
        "/dev",
        "/dev/nvme0n1",
        "/root",
        "/root/.ssh",
        "/var",
        "/var/lib",
        "/var/lib/kubelet",
        "/var/lib/kubelet/pods",
        "/var/lib/containerd",
        "/var/lib/docker/overlay2",
        "/var/lib/containers",
        "/run",
        "/run/containerd/containerd.sock",
        "/var/run",
        "/var/run/docker.sock",
        "/var/run/containerd/containerd.sock",
        "/run/docker.sock",
        "/run/crio/crio.sock",
        "/run/dockershim.sock",
        "/run/systemd/private",
        "/run/dbus/system_bus_socket",
        "/run/api.sock",
        "C:\\",
        "c:/",
        "C:\\etc\\kubernetes",
        "C:\\var\\lib\\kubelet",
        "\\\\.\\pipe\\containerd-containerd",
        "C:\\ProgramData\\containerd",
        "C:\\Windows\\System32\\config",
        "C:\\Users\\Administrator",
        // The kubelet of a Windows node puts `C:` before it.
        "/Windows/System32/config",
        "/ProgramData",
        "ProgramData/containerd",
        "/Var/Lib/Kubelet",
        "\\\\?\\C:\\Windows",
        "//./pipe/containerd-containerd",
        "/run/nri/nri.sock",
        "/var/run/nri",
        "/mnt/k8s-disks/0/kubelet",
        "/mnt",
        "/local/var/lib/kubelet",
        "/.bottlerocket/rootfs",
        "/sysroot",
        "/var/lib/cloud/instance/user-data.txt",
        "/var/lib/etcd"
      })
  void isTheNodesOwnWhereItHandsTheNodeOverEvenReadOnly(String path) {
    assertTrue(NodePath.isTheNodesOwn(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/log",
        "/var/log/pods",
        "/var/log/containers",
        "/data",
        "/mnt/disks/ssd0",
        "/opt/app",
        "/srv",
        "/sys/fs/cgroup",
        "/tmp",
        "/etcetera",
        "/devices",
        "/rooted",
        "/var/lib/kubelet2",
        "/localhost",
        "/run/xtables.lock",
        "/var/run/app",
        "/usr/share/zoneinfo",
        "/lib/modules",
        "/etc/localtime",
        "/etc/ssl/certs",
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/os-release",
        "C:\\data",
        "C:\\var\\log"
      })
  void isNotTheNodesOwnWhereItShowsNoSecretOfIt(String path) {
    assertFalse(NodePath.isTheNodesOwn(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/ssl",
        "/etc/ssl/private",
        "/etc/localtime/../shadow",
        "/etc/pki",
        "/etc/SSL/certs"
      })
  void isNotOpenedByWhatIsPublicBesideIt(String path) {
    assertTrue(NodePath.isTheNodesOwn(path));
  }
}
