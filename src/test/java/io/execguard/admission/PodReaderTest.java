package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.NodeAccess;
import io.execguard.policy.Pod;
import io.execguard.testing.Function;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of a Pod is read.
final class PodReaderTest {
  @Test
  void readsTheCapturedPod() {
    Pod pod = SampleDecision.of("debug-ephemeral-interactive").review().pod().orElseThrow();
    assertEquals("c2940c30-83a9-4bde-b38b-b78e1e735d66", pod.uid());
    assertEquals("ip-10-0-1-23.ec2.internal", pod.node());
    assertEquals(Map.of("app", "checkout"), pod.labels());
    assertEquals(
        List.of("app", "sidecar", "debugger-gtzfm", "debugger-9nl9x", "debugger-cbp66"),
        pod.containers().stream().map(Pod.Container::name).toList());
    assertEquals(2, pod.regular());
    assertEquals(
        List.of(true, false),
        pod.containers().subList(0, 2).stream().map(Pod.Container::tty).toList());
    assertEquals("app", pod.containers().getLast().target());
    assertEquals(NodeAccess.NONE, NodeAccess.of(pod, "app"));
  }

  /// Each of these is a way in which a container has its node, or comes near it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "hostPID": true     |                                                | hostPID
          "hostIPC": true     |                                                | hostIPC
          "hostNetwork": true |                                                | hostNetwork
          "securityContext": {"windowsOptions": {"hostProcess": true}} |       | hostProcess
          "a": 1 | "securityContext": {"windowsOptions": {"hostProcess": true}} | hostProcess
          "a": 1 | "securityContext": {"privileged": true}                     | privileged
          "a": 1 | "securityContext": {"procMount": "Unmasked"}                | procMount
          "a": 1 | "securityContext": {"capabilities": {"add": ["SYS_ADMIN"]}} | SYS_ADMIN
          "volumes": [{"name": "v", "hostPath": {"path": "/x"}}] | "volumeMounts": [{"name": "v"}] | hostPath
          "volumes": [{"name": "v", "hostPath": {"path": "/x"}}] | "volumeMounts": [{"name": "v", "readOnly": true}] | hostPathReadOnly
          "volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "c"}}] | "volumeMounts": [{"name": "v"}] | persistentVolumeClaim
          "volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "c"}}] | "volumeDevices": [{"name": "v"}] | persistentVolumeClaim
          "volumes": [{"name": "v", "ephemeral": {}}] | "volumeMounts": [{"name": "v"}] | persistentVolumeClaim
          """)
  void readsWhatReachesTheNode(String spec, @Nullable String container, String word) {
    NodeAccess access = NodeAccess.of(pod(spec, container == null ? "" : container), "app");
    assertEquals(
        Set.of(word),
        Set.copyOf(Stream.of(access.words(), access.near()).flatMap(List::stream).toList()));
  }

  @Test
  void readsAContainersOwnWordBeforeThePods() {
    assertEquals(
        NodeAccess.NONE,
        NodeAccess.of(
            pod(
                "\"securityContext\": {\"windowsOptions\": {\"hostProcess\": true}}",
                "\"securityContext\": {\"windowsOptions\": {\"hostProcess\": false}}"),
            "app"));
    assertEquals(
        NodeAccess.NONE,
        NodeAccess.of(
            pod("\"hostUsers\": false", "\"securityContext\": {\"procMount\": \"Unmasked\"}"),
            "app"));
  }

  @Test
  void readsTheOwnerThatControls() {
    Pod pod =
        read(
            """
            {"metadata": {"ownerReferences": [{"kind": "A", "name": "a"},
              {"kind": "DaemonSet", "name": "log-shipper", "controller": true}]},
             "spec": {"serviceAccountName": "shipper", "shareProcessNamespace": true}}""");
    assertEquals("DaemonSet/log-shipper", pod.owner());
    assertEquals("shipper", pod.serviceAccount());
    assertEquals(true, pod.sharesProcesses());
  }

  @Test
  void readsAPodWithoutAWordAsOneThatReachesNothing() {
    Pod pod = read("{\"spec\": {}}");
    assertEquals("", pod.uid());
    assertEquals("", pod.owner());
    assertEquals(true, pod.hostUsers());
    assertEquals(List.of(), pod.containers());
  }

  @Test
  void refusesWhatIsNoPod() {
    assertEquals(
        "document has no spec",
        assertThrows(WrongShapeException.class, () -> read("{}")).sentence());
    assertEquals(
        "document.spec.hostPID is not true or false",
        assertThrows(WrongShapeException.class, () -> read("{\"spec\": {\"hostPID\": \"true\"}}"))
            .sentence());
  }

  private static Pod pod(String spec, String container) {
    return read(
        "{\"spec\": {"
            + spec
            + ", \"containers\": [{\"name\": \"app\""
            + (container.isEmpty() ? "" : ", " + container)
            + "}]}}");
  }

  private static Pod read(String json) {
    Cursor pod = Function.tree(json);
    return PodReader.read(pod);
  }
}
