package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A pod with node access and no stdin passed no door, and a shell in it was allowed in every
/// namespace that no constraint means, without a word of the node.
final class NodeAccessTest {
  @Test
  void ofAnOrdinaryContainerIsNone() {
    assertEquals(NodeAccess.NONE, of(Pods.plain("app")));
  }

  @Test
  void isPrivileged() {
    assertEquals(List.of("privileged"), of(Pods.privileged("app")).words());
  }

  @Test
  void isTheNodesProcesses() {
    assertEquals(List.of("hostPID"), of(Pods.sharing(true, false, false)).words());
  }

  @Test
  void isNotTheNodesNetworkOrIpcButNearIt() {
    NodeAccess access = of(Pods.sharing(false, true, true));

    assertFalse(access.opensNode());
    assertEquals(List.of("hostIPC", "hostNetwork"), access.near());
  }

  /// Windows' HostProcess containers run as SYSTEM on the node, and were not seen.
  @ParameterizedTest
  @CsvSource({"true,, true", "false, true, true", "true, false, false", "false,, false"})
  void isWindowsHostProcessOfPodOrContainer(boolean pod, Boolean container, boolean opens) {
    Pod.Container app =
        new Pod.Container(
            "app", "i", false, Optional.ofNullable(container), List.of(), false, List.of());

    assertEquals(opens, of(Pods.windows(pod, app)).opensNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SYS_ADMIN",
        "SYS_MODULE",
        "SYS_BOOT",
        "SYS_RAWIO",
        "DAC_READ_SEARCH",
        "BPF",
        "PERFMON",
        "MAC_ADMIN",
        "MAC_OVERRIDE",
        "ALL",
        "sys_admin",
        "CAP_SYS_ADMIN",
        "cap_sys_admin",
        "sys_adm\u0131n",
        "\u017fys_module"
      })
  void isACapabilityThatMeansTheNode(String capability) {
    assertTrue(of(Pods.capable(false, capability)).opensNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD",
        "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT", "NET_ADMIN",
        "NET_RAW", "SYS_TIME", "SYS_PTRACE", "SYS_NICE", "IPC_LOCK", "SYS_RESOURCE", ""
      })
  void isNoOtherCapability(String capability) {
    assertEquals(NodeAccess.NONE, of(Pods.capable(false, capability)));
  }

  @Test
  void namesPtraceWhereThereAreTheNodesProcessesToSteer() {
    assertEquals(
        List.of("hostPID", "SYS_PTRACE"), of(Pods.capable(true, "CAP_SYS_PTRACE")).words());
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void isAnUnmaskedProcOfTheNodesRoot(boolean hostUsers, boolean opens) {
    assertEquals(opens, of(Pods.unmasked(hostUsers)).opensNode());
  }

  @ParameterizedTest
  @CsvSource({
    "/var/log, true, false",
    "/var/log, false, true",
    "/data, false, true",
    "/etc, true, true",
    "/, true, true",
    "/etc/localtime, true, false",
    "/etc/localtime, false, true"
  })
  void isAHostPathThatCanBeWrittenOrIsTheNodesOwn(String path, boolean readOnly, boolean opens) {
    NodeAccess access = of(Pods.mounting(path, readOnly));

    assertEquals(opens ? List.of("hostPath") : List.of(), access.words());
    assertEquals(opens ? List.of() : List.of("hostPathReadOnly"), access.near());
  }

  @Test
  void isNoVolumeThatTheContainerDoesNotMount() {
    Pod pod = Pods.mounting("/", false);

    assertEquals(
        NodeAccess.NONE,
        NodeAccess.of(
            pod,
            List.of(
                new Pod.Container(
                    "b", "i", false, Optional.empty(), List.of(), false, List.of()))));
  }

  /// A claim can stand for a hostPath volume: the pod does not tell.
  @Test
  void saysThatAClaimMayHideAHostPath() {
    NodeAccess access = of(Pods.claiming());

    assertFalse(access.opensNode());
    assertEquals(List.of("persistentVolumeClaim"), access.near());
  }

  @Test
  void countsTheContainerThatIsEnteredAndNoOther() {
    Pod pod = Pods.of(Pods.container("app", false), Pods.container("agent", true));

    assertFalse(NodeAccess.of(pod, "app").opensNode());
    assertTrue(NodeAccess.of(pod, "agent").opensNode());
    assertFalse(NodeAccess.of(pod, "none").opensNode());
  }

  /// `kubectl debug --target=agent -it` into a log shipper's pod, and `exec -it` into the container
  /// beside it under `shareProcessNamespace`, were ordinary sessions: `/proc/PID/root` of the
  /// agent's process is the node's disk.
  @ParameterizedTest
  @CsvSource({
    "false, '', false",
    "false, app, false",
    "false, agent, true",
    "false, second, true",
    "true, '', true"
  })
  void isWhatAContainerHasWhoseProcessesItSees(boolean shared, String target, boolean opens) {
    Pod pod =
        Pods.processes(
            shared,
            Pods.container("app", false),
            Pods.container("agent", true),
            Pods.targeting("second", "agent", false),
            Pods.targeting("debugger", target, false));

    assertEquals(opens, NodeAccess.of(pod, "debugger").opensNode());
  }

  /// The other way round: a debug container that mounts the node, without stdin, and then a shell
  /// in the container that it looks into.
  @Test
  void isWhatADebugContainerHasThatLooksIntoIt() {
    Pod pod =
        Pods.processes(
            false, Pods.container("app", false), Pods.targeting("debugger", "app", true));

    assertTrue(NodeAccess.of(pod, "app").opensNode());
  }

  /// Kubernetes refuses it; a walk without end would be a denial of service.
  @Test
  void endsWhereDebugContainersLookIntoEachOther() {
    Pod pod =
        Pods.processes(
            false, Pods.targeting("one", "two", false), Pods.targeting("two", "one", true));

    assertTrue(NodeAccess.of(pod, "two").opensNode());
  }

  /// Kubernetes takes the only regular container, whatever its init containers may do.
  @Test
  void countsTheOnlyRegularContainerWhereTheCallerNamesNone() {
    assertFalse(NodeAccess.of(Pods.withInit(), "").opensNode());
    assertTrue(NodeAccess.of(Pods.withInit(), "init").opensNode());
    assertTrue(NodeAccess.of(Pods.withInit(), Pod.EVERY_CONTAINER).opensNode());
  }

  /// Fails closed: the API server refuses such a request, and it must not be the other way round.
  @Test
  void countsEveryContainerWhereTheCallerNamesNone() {
    assertTrue(
        NodeAccess.of(Pods.of(Pods.container("app", false), Pods.container("agent", true)), "")
            .opensNode());
  }

  @Test
  void holdsOfAPodWithoutContainersWhatThePodHas() {
    Pod pod =
        new Pod(
            "", "", "", "", Map.of(), true, false, false, false, false, true, Map.of(), Set.of(),
            List.of(), 0);

    assertTrue(NodeAccess.of(pod, "").opensNode());
  }

  private static NodeAccess of(Pod pod) {
    return NodeAccess.of(pod, "app");
  }
}
