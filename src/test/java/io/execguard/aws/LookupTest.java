package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.Freshness;
import io.execguard.admission.NamespaceResult;
import io.execguard.policy.NamespaceFacts;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the function asks of a lookup, and what of the call and the answer it writes down.
final class LookupTest {
  private record Asked(String cluster, String namespace, Freshness freshness, Instant deadline) {}

  private final List<Asked> asked = new ArrayList<>();
  private final Function function =
      new Function(
          Policies.starter(),
          (cluster, namespace, freshness, deadline) -> {
            asked.add(new Asked(cluster, namespace, freshness, deadline));
            return new NamespaceResult(
                new NamespaceFacts.Known(Map.of(), Map.of(), true), Duration.ofSeconds(70));
          });

  @ParameterizedTest
  @CsvSource({
    "exec-interactive-tty, FRESH",
    "attach-interactive,   FRESH",
    "run-interactive,      FRESH",
    "port-forward,         FRESH",
    "exec-command,         RECENT",
    "attach-output,        RECENT",
  })
  void asksForAFreshReadForASessionAndForARecentOneForACommand(String review, Freshness wanted) {
    function.post("sessions", Reviews.bytes(review));

    assertEquals(wanted, asked.getFirst().freshness());
    assertEquals(Function.CLUSTER, asked.getFirst().cluster());
    assertEquals("payments", asked.getFirst().namespace());
  }

  @Test
  void passesOnTheDeadlineThatTheApiServersPatienceLeaves() {
    function.send(
        Function.event(
            json -> {
              json.writeObjectPropertyStart("headers");
              json.writeStringProperty("Content-Type", "application/json");
              json.writeEndObject();
              json.writeObjectPropertyStart("queryStringParameters");
              json.writeStringProperty("timeout", "3s");
              json.writeEndObject();
              Function.path(json, Function.CLUSTER, Function.TOKEN, "commands");
              json.writeStringProperty("body", Reviews.text("exec-command"));
            },
            Function.NOW.minusMillis(400)));

    assertEquals(Function.NOW.plusMillis(3000 - 400 - 500), asked.getFirst().deadline());
  }

  @Test
  void recordsThatTheLabelsWereStale() {
    function.post("commands", Reviews.bytes("exec-command"));

    assertEquals("stale", function.line().required("labels").text("state"));
  }

  @Test
  void recordsADryRun() {
    String body = Reviews.text("run-interactive").replace("\"dryRun\": false", "\"dryRun\": true");
    function.post("run", body.getBytes(StandardCharsets.UTF_8));

    assertTrue(function.line().flag("dryRun"));
  }

  @Test
  void keepsTheAttemptsOfTwoPeopleApart() {
    String jane = Reviews.text("exec-interactive-tty");
    for (String body : List.of(jane, jane.replace("jane.doe", "john.roe"))) {
      function.post("sessions", body.getBytes(StandardCharsets.UTF_8));
    }

    List<String> keys =
        function.lines().stream().map(line -> Function.tree(line).text("attemptKey")).toList();
    assertNotEquals(keys.get(0), keys.get(1));
  }
}
