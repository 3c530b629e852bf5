package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What kubectl 1.36 printed before a kube-apiserver 1.36, and what a person is told.
/// `GuardPluginClusterIT` gets the answers anew.
final class ApiAnswerTest {

  @Test
  void whatGetsAsFarAsThePodIsAdmitted() {
    assertEquals(
        new ApiAnswer.Admitted(),
        ApiAnswer.of("Error from server (BadRequest): Upgrade request required\n"));
  }

  @Test
  void aPodThatIsNotThereIsLookedUpLast() {
    ApiAnswer answer = ApiAnswer.of("Error from server (NotFound): pods \"none\" not found\n");
    assertEquals(new ApiAnswer.NoPod(), answer);
    assertEquals(
        "Not refused, by RBAC or by the guard, but there is no pod none in namespace a.",
        answer.words("a", "none"));
  }

  @Test
  void aNamespaceThatIsNotThereIsSaidToBe() {
    ApiAnswer answer =
        ApiAnswer.of("Error from server (NotFound): namespaces \"nowhere\" not found\n");
    assertEquals(new ApiAnswer.NoNamespace(), answer);
    assertEquals("Not opened: there is no namespace a.", answer.words("a", "none"));
  }

  @Test
  void rbacIsAskedBeforeTheGuard() {
    ApiAnswer answer =
        ApiAnswer.of(
            "Error from server (Forbidden): pods \"web\" is forbidden: User \"mallet\" cannot create"
                + " resource \"pods/exec\" in API group \"\" in the namespace \"production\"\n");
    assertEquals(
        new ApiAnswer.Forbidden(
            "User \"mallet\" cannot create resource \"pods/exec\" in API group \"\" in the namespace"
                + " \"production\""),
        answer);
    assertTrue(answer.words("a", "web").startsWith("Refused by RBAC, before the guard is asked;"));
  }

  @Test
  void aDenialIsToldWhole() {
    assertEquals(
        new ApiAnswer.Denied("sessions.exec-guard.io", "one\n  two\nthree"),
        ApiAnswer.of(
            "Warning: something\nError from server (Forbidden): admission webhook"
                + " \"sessions.exec-guard.io\" denied the request: one\n  two\nthree\n"));
    assertEquals(
        new ApiAnswer.Denied("x.example.com", ""),
        ApiAnswer.of(
            "Error from server: admission webhook \"x.example.com\" denied the request without"
                + " explanation\n"));
  }

  @Test
  void whatTheFloorDeniesIsNoRbac() {
    assertEquals(
        new ApiAnswer.Denied("exec-guard-floor", "An interactive session is not allowed [a]"),
        ApiAnswer.of(
            "Error from server (Forbidden): pods \"web\" is forbidden: ValidatingAdmissionPolicy"
                + " 'exec-guard-floor' with binding 'exec-guard-floor' denied request: An"
                + " interactive session is not allowed [a]\n"));
  }

  /// While the guard cannot be reached, kubectl shows the webhook's whole URL, in which the
  /// cluster's token stands.
  @Test
  void aGuardThatDoesNotAnswerIsToldWithoutItsToken() {
    ApiAnswer answer =
        ApiAnswer.of(
            "Error from server (InternalError): Internal error occurred: failed calling webhook"
                + " \"sessions.exec-guard.io\": failed to call webhook: Post"
                + " \"https://127.0.0.1:1/v1/clusters/tests/5ec4e7/sessions?timeout=10s\": dial tcp"
                + " 127.0.0.1:1: connect: connection refused\n");
    assertEquals(
        """
        Refused, because the guard does not answer at sessions.exec-guard.io: failed to call webhook: \
        Post "https://127.0.0.1:1/…": dial tcp 127.0.0.1:1: connect: connection refused
        Sessions, and grants of break-glass, are refused until it does; single commands go on: \
        kubectl exec -n production web -- COMMAND""",
        KubectlCluster.printable(answer.words("production", "web")));
  }

  @Test
  void anythingElseIsShownAsItIs() {
    for (String words :
        new String[] {
          "Error from server (BadRequest): container nope is not valid for pod web",
          "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or"
              + " port?",
          ""
        }) {
      assertEquals(new ApiAnswer.Other(words), ApiAnswer.of(words + "\n"));
      assertTrue(new ApiAnswer.Other(words).words("a", "web").endsWith(": " + words));
    }
  }

  /// Hostile: what somebody put into a name must not be read as the API server's own words.
  @Test
  void whatStandsFurtherInIsNotReadAsTheAnswer() {
    assertEquals(
        new ApiAnswer.Denied("sessions.exec-guard.io", "x: Upgrade request required"),
        ApiAnswer.of(
            "Error from server (Forbidden): admission webhook \"sessions.exec-guard.io\" denied the"
                + " request: x: Upgrade request required\n"));
    String other = "Error from server (Conflict): about pods \"web\" not found";
    assertEquals(new ApiAnswer.Other(other), ApiAnswer.of(other));
  }
}
