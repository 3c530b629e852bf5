package io.execguard.tool;

import io.execguard.policy.NamespaceFacts;
import io.execguard.tool.files.ClusterIdOption;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.handler.WebhookEvent;
import io.execguard.tool.registration.Doors;
import io.execguard.tool.registration.Passage;
import io.execguard.tool.terminal.ToolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private ClusterIdOption cluster = new ClusterIdOption();

  @Option(
      names = "--token",
      required = true,
      paramLabel = "T",
      description = "the cluster's token itself, not its hash")
  private String token = "";

  @Option(
      names = "--door",
      paramLabel = "DOOR",
      description =
          "default: the door that the registration sends such a review to; where that hangs on the"
              + " namespace, the one that fails closed")
  private @Nullable String door;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Override
  public Integer call() {
    ReviewFile file = ReviewFile.read(review);
    byte[] event =
        WebhookEvent.of(file, cluster.id(), token, door == null ? door(file) : door).json();
    spec.commandLine().getOut().println(new String(event, StandardCharsets.UTF_8));
    return 0;
  }

  /// The strictest that it may be, since nothing is known of the namespace.
  private String door(ReviewFile file) {
    Passage passage =
        new Doors(ConfigurationFiles.policy(policy.file()))
            .passage(cluster.id(), file, _ -> new NamespaceFacts.Unavailable("not-looked-up"));
    passage
        .unasked()
        .ifPresent(
            unasked -> {
              throw new ToolException(
                  review
                      + " is never sent, so that it has no event ("
                      + unasked.why()
                      + "); name a door with --door to make one");
            });
    return passage.doors().getFirst().name();
  }
}
