package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Policy;
import io.execguard.tool.Guard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A shell on a node, in however many requests it is opened, with the shipped policy and
/// registration: `mallory` may create pods and exec, and nothing reaches the node's container.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class NodeShellClusterIT {
  private static final String CONTROLLERS = "system:serviceaccount:kube-system:";

  private static Guard guard;
  private static Registration registration;

  private final ControlPlane controlPlane;
  private Witness witness;

  NodeShellClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) {
    Policy policy = Guard.policy(Path.of("policy.yaml"));
    guard = controlPlane.guard(policy);
    registration = Registration.apply(controlPlane, guard.registration(policy));
  }

  @AfterAll
  static void unregister() {
    registration.close();
    guard.close();
  }

  @BeforeEach
  void look() {
    witness = Witness.fromNow(controlPlane, guard);
  }

  @AfterEach
  void everyRecordHasItsEvent() {
    witness.requireTwins();
  }

  /// `kubectl debug node/… -- sleep` passed no door, and `exec -it` into its pod was recorded as
  /// allowed, without a word of the node.
  @Test
  void isRefusedInTwoRequests() {
    Outcome made =
        mallory()
            .run(
                "debug",
                "node/node",
                "--image=example.com/x",
                "--profile=sysadmin",
                "-n",
                "default",
                "--",
                "sleep",
                "3600");
    assertEquals(0, made.exitCode(), made.toString());
    JsonNode first = only();
    assertEquals("run", first.path("door").asString(""));
    assertEquals("allow", first.path("decision").asString(""));
    assertEquals(
        List.of("hostPID", "privileged", "hostPath"), texts(first.path("access"), "nodeAccess"));
    String pod = first.path("pod").asString("");
    controlPlane.awaitRunning("default", pod);

    JsonNode second = refused("default", "exec", "-it", pod, "--", "sh");
    assertEquals("sessions-open", second.path("door").asString(""));
    assertEquals("node", second.path("podFacts").path("node").asString(""));
    assertEquals("example.com/x", second.path("podFacts").path("image").asString(""));
    assertFalse(second.path("podFacts").path("uid").asString("").isEmpty());
    assertTrue(second.path("drift").isMissingNode());
    refused("default", "attach", "-it", pod);
    assertEquals(List.of(), witness.reached());
  }

  /// Nine of nine denials of a node shell said to leave -i and -t away, which is the first request
  /// of the attack above.
  @Test
  void isNotToldToLeaveInputAway() {
    Outcome outcome =
        mallory()
            .onTerminal()
            .typing("id\n")
            .run("debug", "node/node", "-it", "--image=example.com/x", "-n", "default", "--", "sh");

    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.toString().contains("with access to its node"), outcome.toString());
    assertFalse(outcome.toString().contains("Leave -i"), outcome.toString());
  }

  @Test
  void isRefusedByAnEphemeralContainer() {
    pod("ephemeral-host", "{}", Map.of(), CONTROLLERS + "replicaset-controller");
    Outcome made =
        mallory()
            .run(
                "debug",
                "-n",
                "staging",
                "ephemeral-host",
                "--image=example.com/x",
                "--container=root1",
                "--profile=sysadmin",
                "--",
                "sleep",
                "3600");
    assertEquals(0, made.exitCode(), made.toString());
    JsonNode first = only();
    assertEquals("commands", first.path("door").asString(""));
    assertEquals(List.of("privileged"), texts(first.path("access"), "nodeAccess"));
    assertEquals("example.com/x", first.path("podFacts").path("images").path("root1").asString(""));

    JsonNode second =
        refused("staging", "exec", "-it", "ephemeral-host", "-c", "root1", "--", "sh");
    assertEquals(List.of("privileged"), texts(second.path("access"), "nodeAccess"));
    allowed("staging", "exec", "-i", "ephemeral-host", "-c", "app", "--", "cat");
  }

  /// No door asks about the pods that the cluster's own controllers make: who enters them is asked.
  @ParameterizedTest
  @CsvSource({"replicaset-controller, attach", "daemon-set-controller, exec"})
  void isRefusedInAControllersPod(String controller, String how) {
    pod(controller, "{privileged: true}", Map.of("hostPID", "true"), CONTROLLERS + controller);
    assertEquals(List.of(), witness.records());

    JsonNode entry =
        how.equals("attach")
            ? refused("staging", "attach", "-it", controller)
            : refused("staging", "exec", "-it", controller, "--", "sh");
    assertEquals(List.of("hostPID", "privileged"), texts(entry.path("access"), "nodeAccess"));
    assertEquals("node", entry.path("podFacts").path("node").asString(""));
  }

  /// Windows' HostProcess and capabilities were not taken for the node; nor, by the doors, one that
  /// is written with a dotless i, of which containerd makes a capital I.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{capabilities: {add: [SYS_ADMIN]}} | {} | SYS_ADMIN",
        "{capabilities: {add: [cap_sys_module]}} | {} | SYS_MODULE",
        "{capabilities: {add: [DAC_READ_SEARCH]}} | {} | DAC_READ_SEARCH",
        "{capabilities: {add: [BPF]}} | {} | BPF",
        "{capabilities: {add: [\"sys_adm\\u0131n\"]}} | {} | SYS_ADMIN",
      })
  void isRefusedInOneRequest(String context, String more, String word) {
    Outcome outcome = create("one-request", context, Map.of(), true, User.MALLORY.userName());

    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.errors().contains("(" + word + ")"), outcome.toString());
    assertEquals(List.of("node", "run"), witness.doors());
  }

  @Test
  void isRefusedInAHostProcessPodOfWindows() {
    Outcome outcome =
        controlPlane
            .as(User.MALLORY)
            .typing(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: hostprocess, namespace: default}
                spec:
                  nodeName: node
                  hostNetwork: true
                  os: {name: windows}
                  securityContext: {windowsOptions: {hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM'}}
                  containers:
                  - {name: c, image: example.com/x, stdin: true, tty: true}
                """)
            .run("create", "--validate=false", "-f", "-");

    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.errors().contains("(hostProcess)"), outcome.toString());
  }

  /// What stands behind a claim a pod does not tell: it can be the node's disk, and was on no
  /// record.
  @Test
  void isOnRecordAsNearTheNodeBehindAClaim() {
    Outcome made =
        mallory()
            .typing(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: behind-a-claim, namespace: staging}
                spec:
                  nodeName: node
                  containers:
                  - name: app
                    image: example.com/x
                    stdin: true
                    tty: true
                    volumeMounts: [{name: h, mountPath: /host}]
                  volumes:
                  - name: h
                    persistentVolumeClaim: {claimName: a-claim-bound-to-a-hostpath-volume}
                """)
            .run("create", "-f", "-");
    assertEquals(0, made.exitCode(), made.toString());
    assertEquals("run", last().path("door").asString(""));
    assertNearTheNodeBehindAClaim(last());
    controlPlane.awaitRunning("staging", "behind-a-claim");

    assertNearTheNodeBehindAClaim(allowed("staging", "exec", "-i", "behind-a-claim", "--", "cat"));
  }

  /// A kubelet's exec into a privileged pod of a namespace that no constraint means.
  @Test
  void isRefusedThroughTheKubelet() {
    pod("by-kubelet", "{privileged: true}", Map.of(), CONTROLLERS + "daemon-set-controller");
    Outcome outcome =
        mallory()
            .run(
                "create",
                "-f",
                "/dev/null",
                "--raw",
                "/api/v1/nodes/node/proxy/run/staging/by-kubelet/app?cmd=id");

    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.errors().contains("with access to its node (privileged)"), outcome.errors());
    assertEquals(List.of(), witness.reached());
  }

  @Test
  void isNotALogShippersReadOnlyPath() {
    pod("shipper", "{}", Map.of("log", "/var/log"), CONTROLLERS + "daemon-set-controller");

    JsonNode entry = allowed("staging", "exec", "-i", "shipper", "--", "cat");
    assertEquals(List.of(), texts(entry.path("access"), "nodeAccess"));
    assertEquals(List.of("hostPathReadOnly"), texts(entry.path("access"), "nearNode"));
  }

  @Test
  void isNotASingleCommandThere() {
    pod("command-only", "{privileged: true}", Map.of(), CONTROLLERS + "daemon-set-controller");

    allowed("staging", "exec", "command-only", "--", "echo", "hi");
  }

  @Test
  void opensNothingInAPodThatIsNotThere() {
    // kubectl itself looks for the pod first.
    Outcome outcome =
        mallory()
            .run(
                "create",
                "-f",
                "/dev/null",
                "--raw",
                "/api/v1/namespaces/staging/pods/nobody/exec?command=cat&stdin=true");

    assertEquals(1, outcome.exitCode());
    assertTrue(outcome.errors().contains("not found"), outcome.toString());
    assertEquals("not-found", last().path("podFacts").path("state").asString(""));
  }

  private static void assertNearTheNodeBehindAClaim(JsonNode entry) {
    assertEquals("allow", entry.path("decision").asString(""));
    assertEquals(List.of(), texts(entry.path("access"), "nodeAccess"));
    assertEquals(List.of("persistentVolumeClaim"), texts(entry.path("access"), "nearNode"));
  }

  private JsonNode refused(String namespace, String... command) {
    Outcome outcome = session(namespace, command);
    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.toString().contains("with access to its node"), outcome.toString());
    assertTrue(outcome.toString().contains("in every namespace"), outcome.toString());
    assertEquals(List.of(), witness.reached());
    return last();
  }

  private JsonNode allowed(String namespace, String... command) {
    Outcome outcome = session(namespace, command);
    assertEquals(0, outcome.exitCode(), outcome.toString());
    return last();
  }

  private Outcome session(String namespace, String... command) {
    String[] words = new String[command.length + 2];
    words[0] = "-n";
    words[1] = namespace;
    System.arraycopy(command, 0, words, 2, command.length);
    boolean terminal = List.of(command).contains("-it");
    return (terminal ? mallory().onTerminal() : mallory()).typing("exit\n").run(words);
  }

  private JsonNode only() {
    List<JsonNode> records = witness.records();
    assertEquals(1, records.size(), records::toString);
    return records.getFirst();
  }

  private JsonNode last() {
    return witness.records().getLast();
  }

  private static List<String> texts(JsonNode place, String name) {
    return place.path(name).valueStream().map(text -> text.asString("")).toList();
  }

  private Kubectl mallory() {
    return controlPlane.as(User.MALLORY);
  }

  private void pod(String name, String context, Map<String, String> more, String maker) {
    Outcome outcome = create(name, context, more, false, maker);
    assertEquals(0, outcome.exitCode(), outcome.toString());
    controlPlane.awaitRunning("staging", name);
  }

  /// @param more `hostPID`, or `log` with a path of the node that is mounted read-only
  /// @param maker mallory, or whom the administrator impersonates
  private Outcome create(
      String name, String context, Map<String, String> more, boolean interactive, String maker) {
    Map<String, String> spec = new TreeMap<>(more);
    String log = spec.getOrDefault("log", "");
    String manifest =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: staging}
        spec:
          nodeName: node
          hostPID: %s
          containers:
          - name: app
            image: example.com/app
            stdin: %s
            tty: %s
            securityContext: %s
        """
            .formatted(
                name, spec.getOrDefault("hostPID", "false"), interactive, interactive, context);
    String volumes =
        log.isEmpty()
            ? ""
            : """
                volumeMounts: [{name: log, mountPath: /log, readOnly: true}]
              volumes: [{name: log, hostPath: {path: %s}}]
            """
                .formatted(log);
    Kubectl kubectl =
        maker.equals(User.MALLORY.userName()) ? mallory() : controlPlane.as(User.ADMIN);
    String[] arguments =
        maker.equals(User.MALLORY.userName())
            ? new String[] {"create", "--validate=false", "-f", "-"}
            : new String[] {
              "--as=" + maker, "--as-group=system:masters", "create", "--validate=false", "-f", "-"
            };
    return kubectl.typing(manifest + volumes).run(arguments);
  }
}
