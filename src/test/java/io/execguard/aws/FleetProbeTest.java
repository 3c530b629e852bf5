package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.admission.PodLookup;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.json.Cursor;
import io.execguard.policy.NamespaceFacts;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FleetProbeTest {
  private static final String EVENT = "{\"selfTest\": true}";

  private final Cloud cloud = new Cloud();

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void recordsThatAClusterCanBeRead() {
    String summary = cloud.function.invoke(EVENT);

    assertEquals("{\"clusters\":[\"prod-eu\"],\"failed\":{}}", summary);
    Cursor line = cloud.function.line();
    assertEquals("self-test", line.text("type"));
    assertEquals("INFO", line.text("level"));
    assertEquals("prod-eu", line.text("cluster"));
    assertFalse(line.names().contains("problem"));
    assertEquals("GET /api/v1/namespaces/default", cloud.api.asked().getFirst().line());
  }

  @Test
  void goesTheWholeWayEachTime() {
    cloud.function.invoke(EVENT);
    cloud.function.invoke(EVENT);
    assertEquals(2, cloud.descriptions());
    assertEquals(2, cloud.reads());
  }

  /// What was read ten minutes ago may stand in for a session's labels, and would hide for as long
  /// that nothing can be read any more.
  @Test
  void nothingStandsInForAReadThatFails() {
    cloud.function.invoke(EVENT);
    cloud.bundle = "rubbish";
    String summary = cloud.function.invoke(EVENT);

    assertEquals(
        "{\"clusters\":[\"prod-eu\"],\"failed\":{\"prod-eu\":\"ca-unreadable\"}}", summary);
    Cursor line = Function.tree(cloud.function.lines().getLast());
    assertEquals("WARN", line.text("level"));
    assertEquals("ca-unreadable", line.text("problem"));
  }

  @Test
  void whatItReadServesSessionsAndCommands() {
    cloud.function.invoke(EVENT);
    assertFalse(cloud.function.post("sessions", Reviews.bytes("exec-interactive-tty")).allowed());
    assertEquals(1, cloud.descriptions(), "the endpoint is known from the self-test");
  }

  @Test
  void aSilentClusterTakesNoOthersTime() {
    CountDownLatch both = new CountDownLatch(2);
    NamespaceLookup meeting =
        (cluster, namespace, freshness, deadline) -> {
          both.countDown();
          try {
            boolean met = both.await(60, TimeUnit.SECONDS);
            return new NamespaceResult(
                met
                    ? new NamespaceFacts.Known(Map.of(), Map.of())
                    : new NamespaceFacts.Unavailable("alone"),
                Duration.ZERO);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    Fleet fleet = new Fleet(List.of(cluster("one", "1"), cluster("two", "2")));
    List<ProbeResult> results =
        new FleetProbe(fleet, meeting, PodLookup.NONE, InstantSource.system()).run(Instant.MAX);
    assertEquals(List.of("one", "two"), results.stream().map(ProbeResult::cluster).toList());
    assertTrue(results.stream().allMatch(result -> result.problem().isEmpty()));
  }

  /// Through API Gateway nobody starts a self-test: its events have a context.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"selfTest\": true, \"requestContext\": {\"requestId\": \"gateway-1\"}}",
        "{\"selfTest\": false}",
        "{}"
      })
  void nothingElseIsASelfTest(String event) {
    assertTrue(cloud.function.invoke(event).contains("\"statusCode\":401"));
    assertEquals("rejected", cloud.function.line().text("type"));
    assertEquals(0, cloud.reads());
  }

  @Test
  void anEventWithAnotherTypeOfSelfTestIsRejected() {
    cloud.function.invoke("{\"selfTest\": \"yes\"}");
    assertEquals("event-of-another-kind", cloud.function.line().text("problem"));
  }

  @Test
  void aBugInTheLookupIsTheFunctionsOwnFailure() {
    Function function =
        new Function(
            Policies.starter(),
            (_, _, _, _) -> {
              throw new IllegalStateException("a bug");
            });
    assertTrue(function.invoke(EVENT).contains("\"statusCode\":500"));
    assertEquals("failed", function.line().text("type"));
  }

  private static Cluster cluster(String id, String digit) {
    return new Cluster(
        id, id, "eu-central-1", Optional.empty(), List.of("sha256:" + digit.repeat(64)));
  }
}
