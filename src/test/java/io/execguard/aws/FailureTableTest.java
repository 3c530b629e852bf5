package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.policy.NamespaceFacts;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each row of the design's table of failures: what the answer is, what the log says, and that
/// nothing of the input comes back.
final class FailureTableTest {
  private final Function function =
      new Function(Policies.starter(), Function.labelled(Policies.PRODUCTION));

  @ParameterizedTest
  @CsvSource({
    "prod-eu, wrong",
    "prod-eu, ''",
    "prod-us, " + Function.TOKEN,
    "'', ''",
    // In each other's place: what stands where the cluster belongs must not reach the log.
    Function.TOKEN + ", prod-eu",
  })
  void answersAnUnknownCallerWith401AndNoWord(String cluster, String token) {
    Response response =
        function.send(Function.event(cluster, token, "sessions", Reviews.bytes("exec-command")));

    assertEquals(new Response(401, ""), response);
    assertEquals("rejected", function.line().text("type"));
    assertEquals("unknown-caller", function.line().text("problem"));
    assertFalse(function.lines().toString().contains(Function.TOKEN));
    assertFalse(function.lines().toString().contains("wrong"));
  }

  @Test
  void authenticatesBeforeItLooksAtTheBody() {
    Response response =
        function.send(
            Function.event(
                "prod-eu", "wrong", "sessions", "rubbish".getBytes(StandardCharsets.UTF_8)));

    assertEquals(401, response.status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "empty    | ''",
        "not-json | rubbish",
        "not-json | {\"request\": {\"uid\": \"a\", \"uid\": \"b\"}}",
        "not-json | {\"request\": {\"uid\": \"a\"}} {}",
        "not-json | {\"request\": {\"uid\": \"a\"}",
        "no-uid   | []",
        "no-uid   | \"text\"",
        "no-uid   | {}",
        "no-uid   | {\"request\": []}",
        "no-uid   | {\"request\": {}}",
        "no-uid   | {\"request\": {\"uid\": 5}}",
        "no-uid   | {\"request\": {\"uid\": \"\"}}",
        "no-uid   | {\"request\": {\"uid\": \"with space\"}}",
        "no-uid   | {\"request\": {\"uid\": \"\\u001b[31mred\"}}",
        "no-uid   | {\"request\": {\"uid\": \"line\\nbreak\"}}",
      })
  void answersABodyWithoutAUidWith400AndNoWord(String problem, String body) {
    Response response = function.post("sessions", body.getBytes(StandardCharsets.UTF_8));

    assertEquals(new Response(400, ""), response);
    assertEquals(problem, function.line().text("problem"));
    assertEquals("prod-eu", function.line().text("cluster"));
  }

  @Test
  void answersAUidOfMoreThan128CharactersAsNone() {
    String body = "{\"request\": {\"uid\": \"" + "x".repeat(129) + "\"}}";

    assertEquals(400, function.post("sessions", body.getBytes(StandardCharsets.UTF_8)).status());
  }

  @Test
  void answersADocumentTenThousandLevelsDeepWith400() {
    byte[] body = ("[".repeat(10_000) + "]".repeat(10_000)).getBytes(StandardCharsets.UTF_8);

    assertEquals(new Response(400, ""), function.post("sessions", body));
    assertEquals("not-json", function.line().text("problem"));
  }

  @Test
  void answersABodyOfMoreThanSixMebibytesWith413() {
    byte[] body = new byte[(6 << 20) + 1];
    Arrays.fill(body, (byte) ' ');

    assertEquals(new Response(413, ""), function.post("sessions", body));
    assertEquals("too-large", function.line().text("problem"));
  }

  @Test
  void answersAReviewOfExactlySixMebibytes() {
    byte[] body = Arrays.copyOf(Reviews.bytes("exec-command"), 6 << 20);
    Arrays.fill(body, Reviews.bytes("exec-command").length, body.length, (byte) ' ');

    assertTrue(function.post("commands", body).allowed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "", "application/jsonp"})
  void answersAnotherContentTypeThanJsonWith400(String contentType) {
    Response response = function.send(event(contentType, Reviews.text("exec-command"), false));

    assertEquals(new Response(400, ""), response);
    assertEquals("content-type", function.line().text("problem"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
  void takesJsonWithParametersAndInAnyCase(String contentType) {
    assertTrue(function.send(event(contentType, Reviews.text("exec-command"), false)).allowed());
  }

  @Test
  void answersRubbishInsteadOfBase64With400() {
    Response response = function.send(event("application/json", "%%% not base64 %%%", true));

    assertEquals(new Response(400, ""), response);
    assertEquals("not-json", function.line().text("problem"));
  }

  @Test
  void answersBase64OfRubbishWith400() {
    byte[] rubbish = {(byte) 0xff, 0, 17, (byte) 0xc3, 7};

    assertEquals(new Response(400, ""), function.post("sessions", rubbish));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"admission.k8s.io/v1\" | \"admission.k8s.io/v1beta1\" | review is not an AdmissionReview of admission.k8s.io/v1",
        "\"AdmissionReview\" | \"SomethingElse\" | review is not an AdmissionReview of admission.k8s.io/v1",
        "\"stdin\": true | \"stdin\": \"yes\" | request.object.stdin is not true or false",
        "\"tty\": true | \"tty\": 1 | request.object.tty is not true or false",
        "\"container\": \"app\" | \"container\": [] | request.object.container is not a string",
        "\"CONNECT\" | \"STEAL\" | request.operation is none of Kubernetes' operations",
        "\"username\" | \"nobody\" | request.userInfo has no username",
        "\"userInfo\" | \"nobody\" | request has no userInfo",
        "\"object\" | \"nothing\" | request has no object",
        "\"/bin/bash\" | 5 | request.object.command[0] is not a string: put it in quotes",
        "\"developers\" | {} | request.userInfo.groups[0] is not a string",
        "\"AROAEXAMPLEROLEID0001\" | {} | request.userInfo.extra.*[0] is not a string",
      })
  void deniesAReviewThatItCannotReadWithItsUidAndCode400(
      String right, String wrong, String problem) {
    String body = Reviews.text("exec-interactive-tty").replace(right, wrong);
    Response response = function.post("sessions", body.getBytes(StandardCharsets.UTF_8));

    assertEquals(200, response.status());
    assertFalse(response.allowed());
    assertEquals("a255e686-e46e-4a23-bd11-206b0ea36609", response.verdict().text("uid"));
    assertEquals(
        "Exec Guard could not read this review and denies what it cannot read: "
            + problem
            + ". Record a255e686-e46e-4a23-bd11-206b0ea36609",
        response.message());
    assertTrue(response.body().contains("\"reason\":\"BadRequest\",\"code\":400"));
    // Without its annotation the record had no twin, and passed for a forged one.
    assertEquals(
        "a255e686-e46e-4a23-bd11-206b0ea36609",
        response.verdict().required("auditAnnotations").text("record"));
    assertEquals("unsupported", function.line().text("reason"));
    assertEquals(problem, function.line().text("problem"));
  }

  @Test
  void countsAnUnknownConnectAsASessionAndRecordsIt() {
    String body = Reviews.text("exec-interactive-tty").replace("\"exec\"", "\"console\"");
    Response response = function.post("sessions", body.getBytes(StandardCharsets.UTF_8));

    assertFalse(response.allowed());
    assertEquals("unrecognised", function.line().required("access").text("kind"));
    assertEquals("constraint", function.line().text("reason"));
  }

  @Test
  void allowsAnyOtherUnknownRequestAndRecordsItAsNotCovered() {
    String body =
        Reviews.text("run-interactive")
            .replace("\"resource\": \"pods\"", "\"resource\": \"secrets\"");
    Response response = function.post("run", body.getBytes(StandardCharsets.UTF_8));

    assertTrue(response.allowed());
    assertEquals("not-covered", function.line().text("reason"));
  }

  @ParameterizedTest
  @CsvSource({
    "sessions,      exec-interactive-tty, false",
    "sessions,      attach-interactive,   false",
    "sessions,      debug-ephemeral-interactive, false",
    "node,          node-proxy-exec,      false",
    "all,           exec-interactive-tty, false",
    "sessions-open, exec-interactive-tty, true",
    "run,           run-interactive,      true",
    "commands,      exec-command,         true",
    "sessions,      exec-command,         true",
    "tunnels,       port-forward,         true",
  })
  void answersWithoutLabelsByTheDoor(String door, String review, boolean allowed) {
    Function blind = new Function(Policies.starter(), Function.unavailable());
    Response response = blind.post(door, Reviews.bytes(review));

    assertEquals(allowed, response.allowed());
    assertEquals("unavailable", blind.line().required("labels").text("state"));
    if (!allowed) {
      assertEquals("labels-unavailable", blind.line().text("reason"));
      assertTrue(response.message().contains("labels cannot be read (out-of-time)"));
    }
  }

  @Test
  void saysHowANamespaceThatIsTooLargeToBeReadIsMended() {
    Function blind =
        new Function(
            Policies.starter(),
            (_, _, _, _) ->
                new NamespaceResult(new NamespaceFacts.Unavailable("too-large"), Duration.ZERO));
    Response response = blind.post("sessions", Reviews.bytes("exec-interactive-tty"));

    assertTrue(
        response
            .message()
            .contains(
                "\nThe namespace's object is too large to be read: take away what is large in it.\n"
                    + "  kubectl get namespace payments -o yaml"),
        response.message());
  }

  @Test
  void answers500WithoutAWordWhenTheRecordCannotBeWritten() {
    function.logTo(
        _ -> {
          throw new IllegalStateException("the pipe is closed");
        });

    assertEquals(
        new Response(500, ""), function.post("sessions", Reviews.bytes("exec-interactive-tty")));
  }

  @Test
  void answers500OnceForABugAndLogsWhereItWasButNotWhatItSaid() {
    NamespaceLookup broken =
        (_, _, _, _) -> {
          throw new IllegalStateException("a secret of the request");
        };
    Function buggy = new Function(Policies.starter(), broken);

    assertEquals(new Response(500, ""), buggy.post("sessions", Reviews.bytes("exec-command")));
    assertEquals("failed", buggy.line().text("type"));
    assertEquals("lambda-1", buggy.line().text("lambdaRequestId"));
    assertTrue(buggy.line().text("problem").startsWith("java.lang.IllegalStateException at "));
    assertFalse(buggy.lines().toString().contains("a secret of the request"));
  }

  @Test
  void writesTheRecordBeforeTheAnswerLeaves() {
    List<String> order = new ArrayList<>();
    function.logTo(line -> order.add("record"));
    function.whenItAnswers(() -> order.add("answer"));
    function.post("sessions", Reviews.bytes("exec-command"));

    assertEquals(List.of("record", "record", "answer"), order, "the policy's line, the record");
  }

  private static byte[] event(String contentType, String body, boolean base64) {
    return Function.event(
        json -> {
          json.writeObjectPropertyStart("headers");
          json.writeStringProperty("CONTENT-type", contentType);
          json.writeEndObject();
          Function.path(json, Function.CLUSTER, Function.TOKEN, "commands");
          json.writeStringProperty("body", body);
          json.writeBooleanProperty("isBase64Encoded", base64);
        });
  }
}
