package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.aws.GatewayEvent;
import io.execguard.aws.ProxyEvent;
import io.execguard.aws.ProxyEventReader;
import io.execguard.tool.files.TextFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCommandTest {
  private static final String TOKEN = "demonstration-only-everyone-knows-this-token";
  private static final String REVIEW = "src/test/resources/reviews/exec-command.json";

  @TempDir private Path directory;

  static Stream<Path> reviews() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/reviews"))) {
      List<Path> reviews =
          files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertFalse(reviews.isEmpty());
      return reviews.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("reviews")
  void makesTheEventThatIsKept(Path review) {
    CommandRun run = event(review.toString());
    run.assertDone();
    Path kept = Path.of("events").resolve(String.valueOf(review.getFileName()));
    assertEquals(TextFile.text(kept).strip(), run.out().strip());
  }

  @ParameterizedTest
  @MethodSource("reviews")
  void theEventCarriesTheCapturedBytes(Path review) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(review),
        read(event(review.toString()).out()).body().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theDoorCanBeNamed() throws IOException {
    CommandRun run =
        CommandRun.of("event", REVIEW, "--cluster", "a", "--token", "t", "--door", "sessions-open");
    run.assertDone();
    assertEquals("sessions-open", read(run.out()).pathParameters().get("door"));
    assertEquals("a", read(run.out()).pathParameters().get("cluster"));
  }

  @Test
  void anEventOfAnotherClusterBecomesOneOfThis() {
    CommandRun made =
        CommandRun.of(
            "event", "events/exec-command.json", "--cluster", "prod-eu", "--token", "secret");
    made.assertDone();
    assertFalse(made.out().contains("demo"), made.out());
    assertTrue(
        made.out().contains("\"path\":\"/v1/clusters/prod-eu/secret/commands\""), made.out());
  }

  @Test
  void refusesAFileThatIsMissingOrNoReview() throws IOException {
    Path file = directory.resolve("one.json");
    event(file.toString()).assertMistake("there is no file " + file);
    Files.writeString(file, "rubbish");
    event(file.toString()).assertMistake(file + " is not JSON, or has a key twice");
    event(directory.toString()).assertMistake(directory + " is a directory, not a file");
  }

  @Test
  void makesNoEventOfWhatIsNeverSent() throws IOException {
    Path file = Files.write(directory.resolve("a.json"), Unasked.podOf("system:node:n1").review());
    event(file.toString())
        .assertMistake(
            file
                + " is never sent, so that it has no event (pods that the cluster's own controllers"
                + " make are left out); name a door with --door to make one");
  }

  @Test
  void wantsAClusterAndAToken() {
    CommandRun run = CommandRun.of("event", REVIEW);
    run.assertMistake(
        "missing required options: '--cluster=ID', '--token=T'. See exec-guard event --help");
    assertTrue(run.out().isEmpty());
  }

  private static CommandRun event(String review) {
    return CommandRun.of("event", review, "--cluster", "demo", "--token", TOKEN);
  }

  private static GatewayEvent read(String event) throws IOException {
    byte[] json = event.getBytes(StandardCharsets.UTF_8);
    return assertInstanceOf(
            ProxyEvent.Call.class, new ProxyEventReader().read(new ByteArrayInputStream(json)))
        .event();
  }
}
