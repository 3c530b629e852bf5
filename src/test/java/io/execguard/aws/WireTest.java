package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.RecordSchema;
import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whole documents, letter by letter: what goes out on the wire and into the log.
final class WireTest {
  private static final String DIGEST =
      Configuration.of(Policies.starter(), new Fleet(List.of())).policyDigest();

  private final Function production =
      new Function(Policies.starter(), Function.labelled(Policies.PRODUCTION));

  @Test
  void answersADeniedExec() {
    Response response = production.post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertEquals(
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{\
        "uid":"a255e686-e46e-4a23-bd11-206b0ea36609","allowed":false,"status":{"status":"Failure",\
        "message":"Interactive exec (with stdin and a terminal) in namespace payments is not allowed \
        [deny-interactive-exec: environment=production]. Single commands run.\\n\
        Run a single command, without -i and -t (in a program: stdin=false, tty=false): kubectl exec \
        -n payments checkout-7d9c6f8b5-x2x7k -c app -- COMMAND\\n\
        Runbook: https://wiki.example.com/prod-access\\n\
        Cluster prod-eu. Record a255e686-e46e-4a23-bd11-206b0ea36609",\
        "reason":"Forbidden","code":403},"auditAnnotations":{\
        "record":"a255e686-e46e-4a23-bd11-206b0ea36609","decision":"deny",\
        "constraint":"deny-interactive-exec"}}}""",
        response.body());
  }

  @Test
  void answersAnAllowedCommand() {
    Response response = production.post("commands", Reviews.bytes("exec-command"));

    assertEquals(
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{\
        "uid":"496439da-9dca-4b48-bd4d-fa8331729269","allowed":true,"auditAnnotations":{\
        "record":"496439da-9dca-4b48-bd4d-fa8331729269","decision":"allow"}}}""",
        response.body());
  }

  @Test
  void recordsADeniedExec() {
    production.post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertEquals(
        """
        {"timestamp":"2026-11-23T16:00:01.250Z","level":"INFO","type":"decision","schemaVersion":1,\
        "id":"a255e686-e46e-4a23-bd11-206b0ea36609","attemptKey":"ATTEMPT",\
        "cluster":"prod-eu","door":"sessions","decision":"deny","reason":"constraint",\
        "constraint":"deny-interactive-exec","enforcementAction":"deny",\
        "violations":[{"constraint":"deny-interactive-exec","enforcementAction":"deny","session":"exec","by":"session"}],\
        "violationsInAll":1,\
        "user":{"username":"arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com",\
        "uid":"aws-iam-authenticator:111122223333:AROAEXAMPLEROLEID0001",\
        "groups":["developers","system:authenticated"],"extra":{\
        "accessKeyId":["ASIAEXAMPLEACCESSKEY1"],\
        "arn":["arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com"],\
        "canonicalArn":["arn:aws:iam::111122223333:role/Developer"],\
        "principalId":["AROAEXAMPLEROLEID0001"],"sessionName":["jane.doe@example.com"]}},\
        "operation":"CONNECT","resource":"pods","subresource":"exec","namespace":"payments",\
        "pod":"checkout-7d9c6f8b5-x2x7k","dryRun":false,"interactive":true,"access":{"kind":"exec",\
        "stdin":true,"tty":true,"container":"app","command":["/bin/bash"]},\
        "podFacts":{"state":"not-read"},\
        "labels":{"state":"known","ageMs":7,"values":{"environment":"production"}},\
        "policyDigest":"DIGEST","durationMs":0,"lookupMs":0,"functionVersion":"7",\
        "gatewayRequestId":"gateway-1","lambdaRequestId":"lambda-1","coldStart":true}"""
            .replace("DIGEST", DIGEST),
        RecordSchema.withoutRelease(production.lines().getFirst())
            .replaceFirst("\"attemptKey\":\"[0-9a-f]{32}\"", "\"attemptKey\":\"ATTEMPT\""));
  }

  @Test
  void writesThePolicyOnceBeforeTheFirstDecision() {
    production.post("commands", Reviews.bytes("exec-command"));
    production.post("commands", Reviews.bytes("exec-command"));

    List<String> lines = production.allLines();
    assertEquals(3, lines.size());
    assertTrue(lines.getFirst().contains("\"type\":\"policy\""));
    assertTrue(lines.getFirst().contains("\"name\":\"deny-interactive-exec\""));
    assertTrue(lines.get(1).contains("\"coldStart\":true"));
    assertTrue(lines.get(2).contains("\"coldStart\":false"));
  }

  @Test
  void givesTheSameAttemptKeyToTheSecondTryOfTheSameAttemptAndToNoOther() {
    String review = Reviews.text("exec-interactive-tty");
    String overSpdy = review.replace("a255e686", "b255e686");
    String another = overSpdy.replace("/bin/bash", "/bin/sh");
    for (String body : List.of(review, overSpdy, another)) {
      production.post("sessions", body.getBytes(StandardCharsets.UTF_8));
    }

    List<String> keys =
        production.lines().stream().map(line -> Function.tree(line).text("attemptKey")).toList();
    assertEquals(keys.get(0), keys.get(1));
    assertFalse(keys.get(1).equals(keys.get(2)));
  }

  @Test
  void allowsWithADryrunConstraintAndRecordsWhatWouldHaveBeenDenied() {
    Function function = constrained(EnforcementAction.DRYRUN);
    Response response = function.post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertTrue(response.allowed());
    assertTrue(response.verdict().items("warnings").isEmpty());
    assertEquals("dryrun", function.line().text("reason"));
    assertEquals("rule", function.line().text("constraint"));
  }

  @Test
  void allowsWithAWarningWhereTheConstraintSaysWarn() {
    Function function = constrained(EnforcementAction.WARN);
    Response response = function.post("run", Reviews.bytes("run-interactive"));

    assertTrue(response.allowed());
    assertEquals(
        List.of(
            "[rule] A pod with an interactive container in namespace payments. Runbook:"
                + " https://wiki.example.com/prod-access"),
        response.verdict().texts("warnings"));
    assertEquals("warn", function.line().text("reason"));
  }

  @Test
  void namesEveryViolatedConstraintOfADenial() {
    Policy policy =
        new Policy(
            List.of(
                Policies.production("noted", EnforcementAction.DRYRUN),
                Policies.production("first", EnforcementAction.DENY),
                new Constraint(
                    "second",
                    EnforcementAction.DENY,
                    new Match(
                        List.of("prod-eu"),
                        LabelSelector.EVERYTHING,
                        List.of(),
                        EnumSet.of(Session.EXEC)),
                    "")));
    Function function = new Function(policy, Function.labelled(Policies.PRODUCTION));
    Response response = function.post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertTrue(
        response.message().contains("[first: environment=production] [second]."),
        response.message());
    assertEquals(
        List.of("first", "second", "noted"),
        function.line().items("violations").stream().map(one -> one.text("constraint")).toList());
  }

  @Test
  void keepsTheRecordsIdAtTheEndOfALongDenial() {
    // Long messages of several constraints pushed the id off the end of the line.
    Match match = Policies.production("any", EnforcementAction.DENY).match();
    Policy policy =
        new Policy(
            IntStream.range(0, 6)
                .mapToObj(
                    i ->
                        new Constraint("c" + i, EnforcementAction.DENY, match, i + "m".repeat(255)))
                .toList());
    Response response =
        new Function(policy, Function.labelled(Policies.PRODUCTION))
            .post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertTrue(response.message().length() > 1_200, response.message());
    assertTrue(response.message().length() <= 1_500, response.message());
    assertTrue(response.message().endsWith(" Record a255e686-e46e-4a23-bd11-206b0ea36609"));
  }

  @Test
  void tellsOneArgumentWithACommaFromTwo() {
    // The attempt's key was taken from a text in which ["a, b"] and ["a", "b"] are the same.
    String review = Reviews.text("exec-interactive-tty");
    for (String command : List.of("\"a, b\"", "\"a\", \"b\"")) {
      production.post(
          "sessions", review.replace("\"/bin/bash\"", command).getBytes(StandardCharsets.UTF_8));
    }

    assertEquals(
        2,
        production.lines().stream()
            .map(line -> Function.tree(line).text("attemptKey"))
            .distinct()
            .count());
  }

  @Test
  void keepsControlCharactersFromTheTerminal() {
    // Admission runs before a pod's name is checked: what stands in the review can be anything.
    String body =
        Reviews.text("exec-interactive-tty")
            .replace("\"payments\"", "\"pay\\u001b[31m\\u202ements\\n\"");
    Response response = production.post("sessions", body.getBytes(StandardCharsets.UTF_8));

    assertTrue(
        response
            .message()
            .startsWith(
                "Interactive exec (with stdin and a terminal) in namespace"
                    + " pay\uFFFD[31m\uFFFDments\uFFFD is"),
        response.message());
    assertTrue(response.message().contains("kubectl exec -n NAMESPACE POD"), response.message());
  }

  private static Function constrained(EnforcementAction action) {
    return new Function(
        new Policy(List.of(Policies.production("rule", action))),
        Function.labelled(Policies.PRODUCTION));
  }
}
