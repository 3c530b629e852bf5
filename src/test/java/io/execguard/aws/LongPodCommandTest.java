package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.Function.Response;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl run -it` with a command that no record holds counted as on record: the log of its
/// terminal showed what the command did, and what it was stood nowhere.
class LongPodCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Function recording = function(EnforcementAction.RECORD);

  @ParameterizedTest
  @CsvSource({
    "run-interactive, containers, A pod with an interactive container, '25,009'",
    "debug-ephemeral-interactive, ephemeralContainers, An interactive debug container, '25,016'"
  })
  void isNotOnRecordHoweverGoodItsTerminalIs(
      String review, String list, String what, String charactersWithTheName) {
    Response response = recording.post("sessions", withArgument(review, list, 25_000));

    assertTrue(
        response
            .message()
            .startsWith(
                what
                    + " (which is not on record, because it is too long to be recorded whole: "
                    + charactersWithTheName
                    + " characters, and a record holds 24 KiB) in namespace"),
        response.message());
    assertTrue(response.message().contains("\nMake it shorter: "), response.message());
    assertEquals("not-recordable", recording.line().text("reason"));
    assertFalse(recording.line().required("access").flag("recordable"));
    assertTrue(recording.line().required("access").optional("recordable").isPresent());
  }

  @ParameterizedTest
  @CsvSource({"run-interactive, containers", "debug-ephemeral-interactive, ephemeralContainers"})
  void isOnRecordWhereTheRecordHoldsIt(String review, String list) {
    assertTrue(recording.post("sessions", withArgument(review, list, 24_000)).allowed());
    assertEquals("recorded", recording.line().text("reason"));
    assertTrue(recording.line().required("access").optional("recordable").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"run-interactive, containers", "debug-ephemeral-interactive, ephemeralContainers"})
  void isAllowedWhereSessionsAreAndSaidToBeCut(String review, String list) {
    Function noting = function(EnforcementAction.DRYRUN);

    assertTrue(noting.post("sessions", withArgument(review, list, 25_000)).allowed());
    assertFalse(noting.line().required("access").flag("recordable"));
    assertTrue(noting.line().required("access").optional("recordable").isPresent());
  }

  private static Function function(EnforcementAction action) {
    return new Function(
        new Policy(List.of(Policies.production("rule", action))),
        Function.labelled(Policies.PRODUCTION));
  }

  private static byte[] withArgument(String review, String list, int characters) {
    ObjectNode tree = (ObjectNode) MAPPER.readTree(Reviews.bytes(review));
    tree.at("/request/object/spec/" + list)
        .forEach(
            container ->
                ((ObjectNode) container).putArray("command").add("sh").add("x".repeat(characters)));
    return MAPPER.writeValueAsBytes(tree);
  }
}
