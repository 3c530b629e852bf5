package io.execguard.tool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard event`: a review as the event that Lambda would get.
@Command(
    name = "event",
    mixinStandardHelpOptions = true,
    description =
        "Prints the API Gateway event that carries a review, for sam local invoke -e or a test.")
final class EventCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "REVIEW",
      description = "a file with an AdmissionReview, or with an event of another cluster")
  private Path review = Path.of("");

  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "ID",
      description = "the cluster's id in the fleet file")
  private String cluster = "";

  @Option(
      names = "--token",
      required = true,
      paramLabel = "T",
      description = "the cluster's token itself, not its hash")
  private String token = "";

  @Option(
      names = "--door",
      paramLabel = "DOOR",
      description = "default: the door that the registration sends such a review to")
  private @Nullable String door;

  @Override
  public Integer call() {
    ReviewFile file = ReviewFile.read(review);
    byte[] event = file.event(cluster, token, door == null ? file.door() : door);
    spec.commandLine().getOut().println(new String(event, StandardCharsets.UTF_8));
    return 0;
  }
}
