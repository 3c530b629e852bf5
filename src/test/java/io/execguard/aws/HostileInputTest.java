package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.JsonLine;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Input that no API server sends.
final class HostileInputTest {
  private static final String CANARY = "c4n4ry";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Function function =
      new Function(Policies.starter(), Function.labelled(Policies.PRODUCTION));

  static List<String> reviews() {
    return Reviews.names();
  }

  @ParameterizedTest
  @MethodSource("reviews")
  void answersAWrongTypeInEveryFieldOfEveryReviewAndEchoesNothing(String name) {
    JsonNode review = MAPPER.readTree(Reviews.bytes(name));
    List<JsonNode> wrongs =
        List.of(
            MAPPER.readTree("{\"" + CANARY + "\": \"" + CANARY + "\"}"),
            MAPPER.readTree("[\"" + CANARY + "\"]"),
            MAPPER.readTree("5"),
            MAPPER.readTree("true"),
            MAPPER.readTree("null"));
    // Under managedFields are hundreds of fields, and nothing reads them.
    List<String> read =
        pointers(review, "").filter(pointer -> !pointer.contains("/managedFields/")).toList();
    for (String pointer : read) {
      for (JsonNode wrong : wrongs) {
        if (wrong.getNodeType() != review.at(pointer).getNodeType()) {
          Response response =
              function.post("sessions", MAPPER.writeValueAsBytes(replaced(review, pointer, wrong)));

          assertTrue(List.of(200, 400).contains(response.status()), pointer + " " + wrong);
          assertFalse(response.body().contains(CANARY), pointer + " " + response.body());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/request/object",
        "/request/object/stdin",
        "/request/object/tty",
        "/request/object/command",
        "/request/object/command/0",
        "/request/object/container",
        "/request/operation",
        "/request/resource",
        "/request/resource/resource",
        "/request/subResource",
        "/request/namespace",
        "/request/name",
        "/request/userInfo",
        "/request/userInfo/username",
        "/request/userInfo/groups",
        "/request/userInfo/extra",
        "/request/dryRun"
      })
  void deniesAWrongTypeWhereItMattersToTheDecisionOrTheRecord(String pointer) {
    JsonNode review = MAPPER.readTree(Reviews.bytes("exec-interactive-tty"));
    JsonNode wrong = MAPPER.readTree("5");
    Response response =
        function.post("sessions", MAPPER.writeValueAsBytes(replaced(review, pointer, wrong)));

    assertFalse(response.allowed());
    assertEquals("unsupported", function.line().text("reason"));
  }

  @Test
  void answersAnEndlessEventWith413() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }
        };

    assertEquals(new Response(413, ""), function.send(endless));
    assertEquals("event-too-large", function.line().text("problem"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish",
        "{}{}",
        "[]",
        "5",
        "{\"pathParameters\": []}",
        "{\"body\": 5}",
        "{\"headers\": {\"a\": 1}}",
        "{\"isBase64Encoded\": \"yes\"}",
        "{\"requestContext\": {\"requestTimeEpoch\": \"now\"}}",
        "{\"requestContext\": {\"requestTimeEpoch\": 1e99}}",
        "{\"queryStringParameters\": {\"timeout\": 10}}"
      })
  void answersWhatIsNoEventWith400(String event) {
    Response response = function.send(event.getBytes(StandardCharsets.UTF_8));

    assertEquals(new Response(400, ""), response);
  }

  @Test
  void answersAnEventWithoutAnythingInItAsAnUnknownCaller() {
    assertEquals(new Response(401, ""), function.send("{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void decidesAndRecordsAMebibyteOfControlCharactersInACommand() {
    // A limit of 1 MiB once turned a command line of 300 KB of %01 away, and the door that fails
    // open let it run unrecorded.
    String arguments = "\\u0001".repeat(700_000);
    String body =
        Reviews.text("exec-command").replace("\"/var/log\"", "\"/var/log\", \"" + arguments + "\"");
    Response response = function.post("commands", body.getBytes(StandardCharsets.UTF_8));

    assertFalse(response.allowed());
    assertEquals("not-recordable", function.line().text("reason"));
    Cursor cut = function.line().items("cut").getFirst();
    assertEquals("command", cut.text("field"));
    // As Python's hashlib.sha256 has it of json.dumps(command, separators=(",", ":")).
    assertEquals(
        "b2d84f28b00f1f6979494e50d7daed1297a2dd9b0c4f7ac3e3df757f6d63df68", cut.text("sha256"));
    assertTrue(function.lines().getFirst().length() <= 64 << 10);
  }

  @ParameterizedTest
  @CsvSource({"label-removed, labels", "debug-ephemeral-interactive, sessions"})
  void readsAReviewWhateverTheDepthOfWhatNothingReads(String name, String door) {
    // With managedFields of 150 levels the line was "rejected" without user and namespace: a label
    // could go and come back, and no log said by whom.
    String deep = "{\"f:a\":".repeat(100_000) + "{}" + "}".repeat(100_000);
    String body =
        Reviews.text(name)
            .replaceFirst("\"metadata\": *\\{", "\"metadata\": {\"deep\": " + deep + ",");
    function.post(door, body.getBytes(StandardCharsets.UTF_8));

    Cursor line = function.line();
    assertEquals("decision", line.text("type"));
    assertTrue(line.required("user").text("username").endsWith("/jane.doe@example.com"));
    assertEquals("payments", line.text("namespace"));
  }

  @Test
  void boundsARecordInWhichEverythingIsAsLongAsItCanBe() {
    String longest = "\u20ac\u0001\"\u202e".repeat(3000);
    byte[] body =
        JsonLine.of(
            json -> {
              json.writeStringProperty("apiVersion", "admission.k8s.io/v1");
              json.writeStringProperty("kind", "AdmissionReview");
              json.writeObjectPropertyStart("request");
              json.writeStringProperty("uid", "u".repeat(128));
              json.writeStringProperty("operation", "CONNECT");
              json.writeStringProperty("namespace", longest);
              json.writeStringProperty("name", longest);
              json.writeStringProperty("subResource", "exec");
              json.writeObjectPropertyStart("resource");
              json.writeStringProperty("version", "v1");
              json.writeStringProperty("resource", "pods");
              json.writeEndObject();
              json.writeObjectPropertyStart("userInfo");
              json.writeStringProperty("username", longest);
              json.writeStringProperty("uid", longest);
              json.writeArrayPropertyStart("groups");
              IntStream.range(0, 20).forEach(_ -> json.writeString(longest));
              json.writeEndArray();
              json.writeObjectPropertyStart("extra");
              for (int i = 0; i < 300; i++) {
                json.writeArrayPropertyStart("key" + i);
                json.writeString("value".repeat(i));
                json.writeEndArray();
              }
              json.writeEndObject();
              json.writeEndObject();
              json.writeObjectPropertyStart("object");
              json.writeBooleanProperty("stdin", true);
              json.writeStringProperty("container", longest);
              json.writeArrayPropertyStart("command");
              IntStream.range(0, 20).forEach(_ -> json.writeString(longest));
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndObject();
            });
    Response response = function.post("sessions", body);

    assertFalse(response.allowed());
    assertTrue(
        function.lines().getFirst().getBytes(StandardCharsets.UTF_8).length <= 64 << 10,
        "length " + function.lines().getFirst().length());
    assertEquals(
        List.of("username", "uid", "groups", "extra", "namespace", "pod", "container", "command"),
        function.line().items("cut").stream().map(cut -> cut.text("field")).toList());
    assertTrue(response.message().codePointCount(0, response.message().length()) <= 1024);
  }

  @Test
  void boundsARecordOfManyEmptyArguments() {
    // An empty argument cost nothing of the budget: 110,000 of them, which fit into a URL, made a
    // record of 330 KB.
    String body =
        Reviews.text("exec-command")
            .replace("\"/var/log\"", "\"/var/log\"" + ", \"\"".repeat(110_000));
    Response response = function.post("commands", body.getBytes(StandardCharsets.UTF_8));

    assertFalse(response.allowed());
    assertTrue(function.lines().getFirst().length() <= 64 << 10);
    assertEquals("command", function.line().items("cut").getFirst().text("field"));
  }

  @Test
  void keepsTheBoundariesAndTheOddCharactersOfArguments() {
    String body =
        Reviews.text("exec-command")
            .replace("\"-la\"", "\"\", \"a b\", \"\\u0000\", \"\\\"\", \"<script>\", \"\\u2028\"");
    function.post("commands", body.getBytes(StandardCharsets.UTF_8));

    assertEquals(
        List.of("ls", "", "a b", "\0", "\"", "<script>", "\u2028", "/var/log"),
        function.line().required("access").texts("command"));
    assertTrue(function.line().items("cut").isEmpty());
  }

  private static Stream<String> pointers(JsonNode node, String at) {
    Stream<String> below =
        switch (node) {
          case ObjectNode object ->
              object.propertyNames().stream()
                  .flatMap(
                      name ->
                          pointers(
                              object.get(name),
                              at + "/" + name.replace("~", "~0").replace("/", "~1")));
          case ArrayNode array ->
              IntStream.range(0, array.size())
                  .boxed()
                  .flatMap(index -> pointers(array.get(index), at + "/" + index));
          default -> Stream.empty();
        };
    return Stream.concat(at.isEmpty() ? Stream.empty() : Stream.of(at), below);
  }

  private static JsonNode replaced(JsonNode document, String pointer, JsonNode value) {
    JsonNode copy = document.deepCopy();
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    switch (copy.at(pointer.substring(0, slash))) {
      case ObjectNode object -> object.set(name, value);
      case ArrayNode array -> array.set(Integer.parseInt(name), value);
      default -> throw new AssertionError(pointer);
    }
    return copy;
  }
}
