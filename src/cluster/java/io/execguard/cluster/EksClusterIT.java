package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.aws.EksLookup;
import io.execguard.testing.LocalStack;
import io.execguard.testing.Policies;
import io.execguard.testing.Stub;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole way of the labels: kubectl, a real API server, the gateway, the handler with the
/// deployed function's own lookup, an EKS stub, its token, the same API server, which asks
/// aws-iam-authenticator, which asks LocalStack's STS.
@Tag("cluster")
final class EksClusterIT {
  private static LocalStack localStack;
  private static LocalSts sts;
  private static ControlPlane controlPlane;
  private static Stub eks;
  private static Guard guard;
  private static Registration registration;

  @BeforeAll
  static void start() throws IOException {
    localStack = LocalStack.start();
    sts = new LocalSts(localStack.endpoint());
    controlPlane = ControlPlane.asOnEks(sts);
    controlPlane.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: exec-guard}
        rules: [{apiGroups: [""], resources: [namespaces, pods], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: exec-guard}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: exec-guard}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: exec-guard}]
        """);
    byte[] authority = Files.readAllBytes(controlPlane.certificateAuthority());
    eks =
        Stub.http(
            Stub.json(
                200,
                """
                {"cluster": {"name": "tests", "status": "ACTIVE", "endpoint": "%s",
                 "certificateAuthority": {"data": "%s"}}}"""
                    .formatted(
                        controlPlane.server(), Base64.getEncoder().encodeToString(authority))));
    EksLookup lookup = EksLookup.of(Guard.CLUSTER, TokenChecker.CLUSTER, eks.uri());
    guard = Guard.of(Policies.starter(), lookup.namespaces(), lookup.pods());
    // Everywhere a session: the label alone decides, not the API server's selector.
    registration =
        Registration.apply(
            controlPlane,
            guard.registration(
                Registration.shipped()
                    .replaceFirst("(?s)  namespaceSelector:\n    matchExpressions: .*?\n", "")
                    .replaceFirst(
                        "(?s)- name: sessions-open.*?- name: commands", "- name: commands")));
  }

  @AfterAll
  static void stop() {
    registration.close();
    guard.close();
    eks.close();
    controlPlane.close();
    sts.close();
    localStack.close();
  }

  @Test
  void aLabelCountsFromTheNextSessionOn() {
    Witness before = Witness.fromNow(controlPlane, guard);
    assertEquals(0, shell().exitCode());
    assertEquals(List.of("exec"), before.reached());

    label("environment=production");
    Witness constrained = Witness.fromNow(controlPlane, guard);
    Outcome refused = shell();
    assertEquals(1, refused.exitCode(), refused.toString());
    assertTrue(
        refused.errors().contains("is not allowed [deny-interactive-exec: environment=production]"),
        refused.toString());
    assertEquals(List.of(), constrained.reached());

    label("environment-");
    Witness after = Witness.fromNow(controlPlane, guard);
    Outcome admitted = shell();
    assertEquals(0, admitted.exitCode(), admitted.toString());
    assertEquals("hello", Line.last(admitted));
    assertEquals(List.of("exec"), after.reached());
    assertEquals(
        "known",
        after.records().getFirst().path("labels").path("state").asString(""),
        after.records().toString());
    assertEquals(1, eks.asked().size());
  }

  @Test
  void theTokenIsAskedAboutAtSts() {
    shell();
    assertTrue(
        sts.asked().stream()
            .anyMatch(asked -> asked.line().startsWith("GET /?Action=GetCallerIdentity")),
        sts.asked().toString());
  }

  /// What `docs/deploy.md` says it needs is what it has.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "get namespaces",
        "get pods -n staging",
        "get secrets -n staging",
        "get nodes",
        "exec -n staging web -- echo hi",
        "label namespace staging a=b"
      })
  void itsIdentityMayGetANamespaceAndAPodAndNothingElse(String line) {
    Outcome allowed = asTheGuard("get namespace staging");
    assertEquals(0, allowed.exitCode(), allowed.toString());
    Outcome pod = asTheGuard("get pod -n staging web");
    assertEquals(0, pod.exitCode(), pod.toString());

    Outcome forbidden = asTheGuard(line);
    assertEquals(1, forbidden.exitCode(), forbidden.toString());
    assertTrue(
        forbidden.errors().contains("User \"" + TokenChecker.USER + "\" cannot"),
        forbidden.toString());
  }

  @Test
  void aTokenOfSomebodyElsesIsRefused() {
    Outcome refused =
        controlPlane
            .withToken("k8s-aws-v1.aHR0cHM6Ly9leGFtcGxlLmNvbS8")
            .run("get", "namespace", "staging");
    assertEquals(1, refused.exitCode(), refused.toString());
    assertTrue(refused.errors().contains("logged in"), refused.toString());
  }

  private static Outcome asTheGuard(String line) {
    return controlPlane
        .withToken(EksLookup.token(TokenChecker.CLUSTER))
        .run(new Line(line).words());
  }

  private static Outcome shell() {
    return controlPlane
        .as(User.JANE)
        .typing("hello\n")
        .run("-n", "staging", "exec", "-i", "web", "--", "cat");
  }

  private static void label(String label) {
    Outcome outcome =
        controlPlane.kubectl(User.ADMIN, "label", "--overwrite", "namespace", "staging", label);
    assertEquals(0, outcome.exitCode(), outcome.toString());
  }
}
