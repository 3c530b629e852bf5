package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Access;
import io.execguard.policy.Access.Container;
import io.execguard.policy.KubeletCall;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.NodeAccess;
import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReviewReaderTest {
  private static final String NEW_CONTAINER = "debugger-cbp66";

  private static final Target CHECKOUT = new Target("payments", "checkout-7d9c6f8b5-x2x7k", "", "");
  private static final Target STAGING =
      new Target("payments-staging", "checkout-6b8f9d5c4-q7r2m", "", "");

  static Stream<Arguments> captured() {
    return Stream.of(
        Arguments.of(
            "exec-interactive-tty",
            new Access.Exec(true, true, List.of("/bin/bash"), "app"),
            CHECKOUT),
        Arguments.of(
            "exec-stdin-no-tty", new Access.Exec(true, false, List.of("psql"), "app"), CHECKOUT),
        Arguments.of(
            "exec-command",
            new Access.Exec(false, false, List.of("ls", "-la", "/var/log"), "app"),
            CHECKOUT),
        Arguments.of(
            "exec-shell-script",
            new Access.Exec(
                false,
                false,
                List.of("sh", "-c", "echo \"a b\"; cat /etc/os-release | head -2"),
                "app"),
            CHECKOUT),
        Arguments.of(
            "exec-interactive-staging",
            new Access.Exec(true, true, List.of("/bin/bash"), "app"),
            STAGING),
        Arguments.of("attach-interactive-staging", new Access.Attach(true, false, "app"), STAGING),
        Arguments.of(
            "exec-command-staging",
            new Access.Exec(false, false, List.of("ls", "-la", "/var/log"), "app"),
            STAGING),
        Arguments.of("attach-interactive", new Access.Attach(true, true, "app"), CHECKOUT),
        Arguments.of("attach-output", new Access.Attach(false, false, "app"), CHECKOUT),
        Arguments.of(
            "cp-upload",
            new Access.Exec(true, false, List.of("tar", "-xmf", "-", "-C", "/tmp"), "app"),
            CHECKOUT),
        Arguments.of(
            "cp-download",
            new Access.Exec(false, false, List.of("tar", "cf", "-", "/etc/hostname"), "app"),
            CHECKOUT),
        Arguments.of(
            "run-interactive",
            new Access.Run(
                List.of(new Container("shell", true, true, List.of(), List.of("sh"))),
                NodeAccess.NONE),
            new Target("payments", "shell", "", "")),
        Arguments.of("port-forward", new Access.PortForward(), CHECKOUT),
        Arguments.of(
            "pod-proxy",
            new Access.Proxy("/healthz"),
            new Target("payments", "checkout-7d9c6f8b5-x2x7k:80", "", "")),
        Arguments.of(
            "node-proxy-exec",
            new Access.NodeProxy(
                "/exec/payments/checkout-7d9c6f8b5-x2x7k/app",
                new KubeletCall.IntoPod("exec", "payments", "checkout-7d9c6f8b5-x2x7k")),
            new Target("payments", "checkout-7d9c6f8b5-x2x7k", "ip-10-0-1-23.ec2.internal", "")),
        namespaceChange(
            "label-added", Optional.of(facts(PLAIN, NO_GRANT)), facts(PRODUCTION, NO_GRANT)),
        namespaceChange(
            "grant-made", Optional.of(facts(PRODUCTION, NO_GRANT)), facts(PRODUCTION, GRANT)),
        namespaceChange(
            "label-removed", Optional.of(facts(PRODUCTION, GRANT)), facts(PLAIN, GRANT)),
        namespaceChange("grant-removed", Optional.of(facts(PLAIN, GRANT)), facts(PLAIN, NO_GRANT)),
        namespaceChange(
            "grant-by-status",
            Optional.of(facts(PLAIN, NO_GRANT)),
            facts(
                Map.of("kubernetes.io/metadata.name", "payments", "a", "b"),
                Map.of("exec-guard.io/allow-interactive-until", "2027-01-01T00:00:00Z"))),
        namespaceChange(
            "grant-by-finalize",
            Optional.of(
                facts(
                    Map.of("kubernetes.io/metadata.name", "payments", "a", "b"),
                    Map.of("exec-guard.io/allow-interactive-until", "2027-01-01T00:00:00Z"))),
            facts(PLAIN, Map.of("exec-guard.io/allow-interactive-until", "2028-01-01T00:00:00Z"))),
        Arguments.of(
            "namespace-created-with-a-grant",
            new Access.NamespaceChange(
                Optional.empty(),
                facts(
                    Map.of("kubernetes.io/metadata.name", "incident", "environment", "production"),
                    GRANT)),
            new Target("incident", "", "", "")));
  }

  private static final Map<String, String> PLAIN =
      Map.of("kubernetes.io/metadata.name", "payments");
  private static final Map<String, String> PRODUCTION =
      Map.of("kubernetes.io/metadata.name", "payments", "environment", "production");
  private static final Map<String, String> NO_GRANT = Map.of();
  private static final Map<String, String> GRANT =
      Map.of(
          "exec-guard.io/allow-interactive-from", "2026-11-23T14:00:00Z",
          "exec-guard.io/allow-interactive-until", "2026-11-23T18:00:00Z",
          "exec-guard.io/allow-interactive-reason", "INC-4242",
          "exec-guard.io/allow-interactive-by",
              "arn:aws:sts::111122223333:assumed-role/Operator/jane.doe@example.com");

  private static NamespaceFacts.Known facts(
      Map<String, String> labels, Map<String, String> annotations) {
    return new NamespaceFacts.Known(labels, annotations);
  }

  private static Arguments namespaceChange(
      String name, Optional<NamespaceFacts.Known> before, NamespaceFacts.Known after) {
    return Arguments.of(
        name, new Access.NamespaceChange(before, after), new Target("payments", "", "", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("captured")
  void readsWhatARealApiServerSent(String name, Access access, Target target) {
    Review review = read(Reviews.text(name));

    assertEquals(access, review.access());
    assertEquals(target, review.target());
  }

  @Test
  void readsOnlyTheNewEphemeralContainerOfADebugReview() {
    Review review = read(Reviews.text("debug-ephemeral-interactive"));

    Access.Debug debug = assertInstanceOf(Access.Debug.class, review.access());
    assertEquals(1, debug.added().size(), debug.toString());
    assertTrue(debug.added().getFirst().interactive());
  }

  @Test
  void takesEveryEphemeralContainerForNewWhereThereIsNoOldObject() {
    String text = Reviews.text("debug-ephemeral-interactive");
    Access.Debug before = (Access.Debug) read(text).access();
    Access.Debug all =
        (Access.Debug) read(text.replace("\"oldObject\": {", "\"wasOldObject\": {")).access();

    assertTrue(all.added().size() > before.added().size());
  }

  @Test
  void readsTheUserAsEksSendsIt() {
    Review review = read(Reviews.text("exec-command"));

    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com",
        review.user().username());
    assertEquals(List.of("developers", "system:authenticated"), review.user().groups());
    assertEquals(
        Map.of(
            "accessKeyId", List.of("ASIAEXAMPLEACCESSKEY1"),
            "arn", List.of("arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com"),
            "canonicalArn", List.of("arn:aws:iam::111122223333:role/Developer"),
            "principalId", List.of("AROAEXAMPLEROLEID0001"),
            "sessionName", List.of("jane.doe@example.com")),
        review.user().extra());
  }

  @Test
  void tableHasEveryCapturedReview() {
    Set<String> inTable =
        captured()
            .map(arguments -> String.valueOf(arguments.get()[0]))
            .collect(Collectors.toCollection(TreeSet::new));
    inTable.add("debug-ephemeral-interactive");

    assertEquals(new TreeSet<>(Reviews.names()), inTable);
  }

  @Test
  void readsAnAttachThatHasNoCommand() {
    // A peer of this project cast a command that attach does not have, and crashed: its fixture
    // was invented.
    assertInstanceOf(Access.Attach.class, read(Reviews.text("attach-interactive")).access());
  }

  @Test
  void readsNullWhereKubernetesLeavesAFieldAway() {
    String text =
        Reviews.text("exec-command")
            .replace("\"container\": \"app\"", "\"container\": null, \"tty\": null");

    assertEquals(
        new Access.Exec(false, false, List.of("ls", "-la", "/var/log"), ""), read(text).access());
  }

  @Test
  void readsAnExtraThatIsNullAsNone() {
    // Go writes a nil list as null, and single commands of such a user were denied.
    String text = Reviews.text("exec-command").replace("\"extra\": {", "\"extra\": {\"k\": null,");

    assertEquals(List.of(), read(text).user().extra().get("k"));
  }

  @Test
  void readsHalfASurrogatePairAsAQuestionMark() {
    // A lone surrogate can be escaped in JSON and not be written as UTF-8: the record failed, and
    // with it the answer.
    String text = Reviews.text("exec-command").replace("/var/log", "/var/\\ud800");

    assertEquals(
        new Access.Exec(false, false, List.of("ls", "-la", "/var/?"), "app"), read(text).access());
  }

  @Test
  void readsAnInteractiveInitContainer() {
    String text =
        Reviews.text("run-interactive")
            .replace("\"containers\": [", "\"initContainers\": [")
            .replace("\"name\": \"shell\"", "\"name\": \"init\"");

    assertEquals(
        List.of(new Container("init", true, true, List.of(), List.of("sh"))),
        ((Access.Run) read(text).access()).containers());
  }

  @ParameterizedTest
  @MethodSource("nodeAccess")
  void seesWhatOpensTheNode(String right, String changed, String found) {
    String text = Reviews.text("run-interactive").replace(right, changed);

    assertEquals(List.of(found), ((Access.Run) read(text).access()).nodeAccess().words());
  }

  static Stream<Arguments> nodeAccess() {
    return Stream.of(
        Arguments.of("\"priority\": 0", "\"hostPID\": true", "hostPID"),
        Arguments.of(
            "\"image\": \"busybox\"",
            "\"image\": \"busybox\", \"securityContext\": {\"privileged\": true}",
            "privileged"),
        Arguments.of(
            "\"priority\": 0",
            "\"initContainers\": [{\"securityContext\": {\"privileged\": true}}]",
            "privileged"),
        Arguments.of(
            "\"image\": \"busybox\"",
            "\"image\": \"busybox\", \"securityContext\": {\"capabilities\": {\"add\": [\"SYS_ADMIN\"]}}",
            "SYS_ADMIN"),
        Arguments.of(
            "\"securityContext\": {}",
            "\"securityContext\": {\"windowsOptions\": {\"hostProcess\": true}}",
            "hostProcess"),
        Arguments.of(
            "\"priority\": 0",
            "\"initContainers\": [{\"volumeMounts\": [{\"name\": \"root\"}]}],"
                + " \"volumes\": [{\"name\": \"root\", \"hostPath\": {\"path\": \"/\"}}]",
            "hostPath"));
  }

  /// What an old debug container has, a new one has only where it sees its processes.
  @Test
  void seesNoProcessesOfAnotherDebugContainerWithoutATarget() {
    String old = "\"name\": \"debugger-9nl9x\"";
    String text =
        Reviews.text("debug-ephemeral-interactive")
            .replace("\"targetContainerName\": \"app\"", "\"targetContainerName\": \"\"")
            .replace(old, old + ", \"securityContext\": {\"privileged\": true}");

    assertEquals(List.of(), ((Access.Debug) read(text).access()).nodeAccess().words());
  }

  @ParameterizedTest
  @MethodSource("nodeAccessOfDebug")
  void seesWhatOpensTheNodeToADebugContainer(String right, String changed, List<String> found) {
    String text = Reviews.text("debug-ephemeral-interactive").replace(right, changed);

    assertEquals(found, ((Access.Debug) read(text).access()).nodeAccess().words());
  }

  /// In the captured review `debugger-cbp66` is new and the others are old.
  static Stream<Arguments> nodeAccessOfDebug() {
    String added = "\"name\": \"" + NEW_CONTAINER + "\"";
    String old = "\"name\": \"debugger-9nl9x\"";
    String privileged = ", \"securityContext\": {\"privileged\": true}";
    String mount = ", \"volumeMounts\": [{\"name\": \"root\", \"mountPath\": \"/host\"}]";
    String volumes =
        "\"volumes\": [{\"name\": \"root\", \"hostPath\": {\"path\": \"/\"}}], \"priority\": 0";
    return Stream.of(
        Arguments.of("\"priority\": 0", "\"priority\": 0", List.of()),
        Arguments.of(added, added + privileged, List.of("privileged")),
        // Both look into the processes of `app`.
        Arguments.of(old, old + privileged, List.of("privileged")),
        Arguments.of("\"priority\": 0", "\"hostPID\": true", List.of("hostPID")),
        Arguments.of("\"priority\": 0", volumes, List.of()),
        Arguments.of("\"priority\": 0", volumes + ", \"hostPID\": true", List.of("hostPID")),
        Arguments.of(added, added + mount, List.of()));
  }

  @Test
  void seesAHostPathOnlyWhereTheDebugContainerMountsIt() {
    String added = "\"name\": \"" + NEW_CONTAINER + "\"";
    String text =
        Reviews.text("debug-ephemeral-interactive")
            .replace(
                "\"priority\": 0",
                "\"volumes\": [{\"name\": \"root\", \"hostPath\": {\"path\": \"/\"}}]")
            .replace(
                added,
                added + ", \"volumeMounts\": [{\"name\": \"root\", \"mountPath\": \"/host\"}]");

    assertEquals(List.of("hostPath"), ((Access.Debug) read(text).access()).nodeAccess().words());
  }

  @Test
  void tellsAContainersCommandFromItsArguments() {
    Container debug =
        ((Access.Debug) read(Reviews.text("debug-ephemeral-interactive")).access())
            .added()
            .getFirst();
    assertEquals(List.of("sh"), debug.command());
    assertEquals(List.of(), debug.args());

    // kubectl run sends what stands behind -- as arguments of the image's own command.
    Container run =
        ((Access.Run) read(Reviews.text("run-interactive")).access()).containers().getFirst();
    assertEquals(List.of(), run.command());
    assertEquals(List.of("sh"), run.args());
  }

  @Test
  void doesNotTakeAnotherGroupsResourceForAPod() {
    String text =
        Reviews.text("exec-interactive-tty")
            .replace("\"group\": \"\"", "\"group\": \"metrics.example.com\"");

    assertEquals(new Access.Unrecognised(true), read(text).access());
    assertEquals("pods.v1.metrics.example.com", read(text).resource());
  }

  private static Review read(String text) {
    ReviewResult reading = new ReviewReader().read(text.getBytes(StandardCharsets.UTF_8));
    return assertInstanceOf(ReviewResult.Readable.class, reading, reading.toString()).review();
  }
}
