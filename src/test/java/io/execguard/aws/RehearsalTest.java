package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The check before traffic moves: decided like a decision, and counted nowhere as one.
final class RehearsalTest {
  private final Function function =
      new Function(Policies.starter(), Function.labelled(Policies.PRODUCTION));

  @Test
  void decidesWithoutATokenAndRecordsARehearsal() {
    String answer = rehearse(Function.CLUSTER);

    assertTrue(answer.contains("\\\"allowed\\\":false"), answer);
    Cursor line = function.line();
    assertEquals("rehearsal", line.text("type"));
    assertEquals("deny", line.text("decision"));
    assertEquals("", line.text("gatewayRequestId"));
  }

  @Test
  void aReviewThatCannotBeReadIsARehearsalToo() {
    String steals =
        Function.rehearsal(Function.CLUSTER, "sessions", "exec-interactive-tty")
            .replace("\\\"CONNECT\\\"", "\\\"STEAL\\\"");
    function.invoke(steals);
    assertEquals("rehearsal", function.line().text("type"));
    assertEquals("unsupported", function.line().text("reason"));
  }

  @Test
  void aClusterThatIsNotOfTheFleetIsRejected() {
    assertTrue(rehearse("nobody").contains("\"statusCode\":401"));
    assertEquals("unknown-caller", function.line().text("problem"));
  }

  /// What came through API Gateway has a context, which it writes itself: nobody gets past the
  /// token by putting the word into a body.
  @Test
  void nothingThatCameThroughApiGatewayIsARehearsal() {
    String event =
        Function.rehearsal(Function.CLUSTER, "sessions", "exec-interactive-tty")
            .replaceFirst("\\{", "{\"requestContext\": {\"requestId\": \"gateway-1\"}, ");
    assertTrue(function.invoke(event).contains("\"statusCode\":401"));
    assertEquals("rejected", function.line().text("type"));
  }

  /// Captured, like all others: the hook's own are copies, because sam packages its folder alone.
  @Test
  void theHooksReviewsAreTheCapturedOnes() throws IOException {
    try (Stream<Path> folder = Files.list(Path.of("infra/before-traffic"))) {
      List<Path> reviews = folder.filter(file -> file.toString().endsWith(".json")).toList();
      assertEquals(3, reviews.size());
      for (Path review : reviews) {
        String name = String.valueOf(review.getFileName()).replace(".json", "");
        assertEquals(Reviews.text(name), Files.readString(review), name);
      }
    }
  }

  private String rehearse(String cluster) {
    return function.invoke(Function.rehearsal(cluster, "sessions", "exec-interactive-tty"));
  }
}
