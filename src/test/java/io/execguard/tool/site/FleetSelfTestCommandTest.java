package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.CommandRun;
import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the function's own test says of one cluster; the answers are as FleetProbeTest has them.
final class FleetSelfTestCommandTest {
  @TempDir private Path directory;

  @Test
  void aClusterThatIsReadIsWell() {
    CommandRun run = tested("prod-eu", "{\"clusters\":[\"prod-eu\"],\"failed\":{}}");
    run.assertDone();
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @CsvSource({"prod-eu, 1, ca-unreadable", "eu, 0, ''", "prod, 1, out-of-time"})
  void theWordIsTheClustersOwn(String id, int code, String word) {
    CommandRun run =
        tested(
            id,
            "{\"clusters\":[\"prod-eu\",\"eu\",\"prod\"],\"failed\":{\"prod-eu\":\"ca-unreadable\",\"prod\":\"out-of-time\"}}");
    assertEquals(code, run.code());
    assertEquals(word, run.out().strip());
  }

  @Test
  void aClusterThatTheVersionInServiceLacksIsNotInService() {
    CommandRun run = tested("prod-us", "{\"clusters\":[\"prod-eu\"],\"failed\":{}}");
    assertEquals(ExitCodes.MISSED, run.code());
    assertEquals("not-in-service", run.out().strip());
  }

  /// What Lambda answers for a function that has failed.
  @Test
  void anErrorOfTheFunctionIsNoService() {
    CommandRun run =
        tested("prod-eu", "{\"errorMessage\":\"timed out\",\"errorType\":\"Sandbox.Timedout\"}");
    assertEquals(ExitCodes.MISSED, run.code());
    assertEquals("not-in-service", run.out().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"clusters":                    | is not JSON
          {"clusters":["prod-eu"]}        | is no self-test's: it has no failed
          """)
  void whatIsNoAnswerIsAMistake(String answer, String sentence) {
    tested("prod-eu", answer).assertMistake(directory.resolve("answer") + " " + sentence);
  }

  private CommandRun tested(String id, String answer) {
    try {
      Path file = Files.writeString(directory.resolve("answer"), answer);
      return CommandRun.of("fleet", "self-test", id, "--answer", file.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
