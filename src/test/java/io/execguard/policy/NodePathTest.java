package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodePathTest {
  /// `/run/nri`, `/local/var/lib/kubelet` and `/ProgramData/containerd` were ordinary folders, and
  /// so were the key of a hybrid node, Bottlerocket's other disk and a container engine's socket.
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
        "/var/lib/etcd",
        "/var/lib/amazon/ssm/Vault/Store",
        "/mnt/.ephemeral",
        "/mnt/.ephemeral/._var_lib_kubelet/pods",
        "/run/cloud-init/instance-data-sensitive.json",
        "/var/run/credentials/@system",
        "/var/lib/systemd/coredump",
        "/var/backups/shadow.bak",
        "/run/user/0/podman/podman.sock",
        "/run/buildkit/buildkitd.sock",
        "/var/snap/lxd/common/lxd/unix.socket",
        "/run/snapd.socket",
        "/ostree/deploy",
        "C:\\ProgramData\\Amazon\\SSM",
        "C:\\Documents and Settings\\Administrator"
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
        "C:\\var\\log",
        "/mnt/.ephemeral/data",
        "/var/lib/amazonas",
        "/home/app",
        "/data/v1.2",
        "/data/notes~",
        "/data/a:b",
        "/data/my folder",
        "//nfs/share",
        "\\\\server\\share\\data"
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

  /// `C:\WINDOW~1`, `C:\Windows.` and `\\.\PhysicalDrive0` are other names of the node's own
  /// places, and were ordinary folders.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\WINDOW~1",
        "C:\\PROGRA~3\\docker",
        "/PROGRA~3/CONTAI~1",
        "C:\\LONGNA~12.D",
        "C:\\Windows.",
        "C:\\Windows. .\\System32",
        "C:\\Windows::$INDEX_ALLOCATION\\System32",
        "C:\\ProgramData \\containerd",
        "\\\\.\\PhysicalDrive0",
        "\\\\?\\GLOBALROOT\\Device\\HarddiskVolume4",
        "//?/Volume{4c1b02c1-d990-11dc-99ae-806e6f6e6963}/data",
        "\\\\localhost\\C$\\data",
        "//127.0.0.1/admin$"
      })
  void isAnotherNameThatWindowsTakesForOne(String path) {
    assertTrue(NodePath.isTheNodesOwn(path));
  }

  /// A path is as long as etcd takes it; a search of squared time would hold a session up.
  @ParameterizedTest
  @ValueSource(strings = {".", " ", ":", "~", "1~1", "/. ", "a~9", "\\"})
  void isReadInLinearTime(String part) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> NodePath.isTheNodesOwn("/data/x" + part.repeat(700_000) + "x"));
  }
}
