package io.execguard.tool.review;

import io.execguard.admission.Freshness;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.admission.PodLookup;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.NamespacesFile;
import io.execguard.tool.files.NamespacesOption;
import io.execguard.tool.files.PodsFile;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.registration.Doors;
import io.execguard.tool.registration.Passage;
import io.execguard.tool.terminal.Rfc3339;
import io.execguard.tool.terminal.ToolException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard explain`: why a review is decided as it is.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Tells why a review is decided as it is: for every constraint whether it objects, and which"
          + " label, session, command or exemption tipped it.",
      "The review goes through the handler that Lambda runs; without --labels the namespace is looked"
          + " up in --namespaces."
    })
public final class ExplainCommand implements Callable<Integer> {
  enum Output {
    text,
    json
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "an API Gateway event or a bare AdmissionReview")
  private Path file = Path.of("");

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private NamespacesOption namespaces = new NamespacesOption();

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "KEY=VALUE",
      description = "the namespace's labels, in place of --namespaces")
  private @Nullable Map<String, String> labels;

  @Option(
      names = "--annotations",
      split = ",",
      paramLabel = "KEY=VALUE",
      description = "the namespace's annotations, beside --labels")
  private Map<String, String> annotations = Map.of();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "when it is decided: break-glass begins and ends; default: now")
  private @Nullable String time;

  @Option(names = "--unavailable", description = "as if the namespace's labels could not be read")
  private boolean unavailable;

  @Option(
      names = "--pods",
      paramLabel = "FILE",
      description =
          "what kubectl get pods --all-namespaces -o yaml prints, or one pod's manifest; default:"
              + " events/pods.yaml")
  private Path pods = ProjectFiles.file("events/pods.yaml");

  @Option(names = "--pod-unavailable", description = "as if the pod could not be read")
  private boolean podUnavailable;

  @Option(
      names = "--cluster",
      paramLabel = "ID",
      description = "the cluster that the review comes from; default: the event's, or demo")
  private @Nullable String cluster;

  @Option(
      names = "--door",
      paramLabel = "DOOR",
      description =
          "default: the doors that the registration sends it to; it may be none, and then it is told"
              + " what would be decided")
  private @Nullable String door;

  @Option(names = "--output", paramLabel = "text|json", description = "default: text")
  private Output output = Output.text;

  @Override
  public Integer call() {
    ReviewFile review = ReviewFile.read(file);
    Policy content = ConfigurationFiles.policy(policy.file());
    String from = cluster == null ? review.cluster().orElse("demo") : cluster;
    NamespaceLookup lookup = lookup();
    Instant at = time == null ? Instant.now() : Rfc3339.option("--time", time);
    Doors doors = new Doors(content);
    Function<String, NamespaceFacts> known =
        name -> lookup.read(from, name, Freshness.FRESH, at).facts();
    Passage passage = door == null ? doors.passage(from, review, known) : Passage.at(door);
    ReviewFile decided = door == null ? doors.rewritten(from, review, known) : review;
    PodLookup entered =
        podUnavailable
            ? (_, _, _, _) -> () -> new PodFacts.Unavailable("as-told")
            : PodsFile.read(pods);
    Explained explained = Explained.of(decided, content, from, passage, lookup, entered, at);
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case text -> new ExplainedText(explained, out).print();
      case json -> out.println(ExplainedJson.of(explained));
    }
    return 0;
  }

  private NamespaceLookup lookup() {
    if (unavailable && labels != null) {
      throw new ToolException("--unavailable and --labels exclude each other");
    }
    if (labels == null && !annotations.isEmpty()) {
      throw new ToolException(
          "--annotations stands beside --labels; give the namespace's labels, too");
    }
    if (labels == null && !unavailable) {
      return NamespacesFile.read(namespaces.file());
    }
    NamespaceFacts facts =
        labels == null
            ? new NamespaceFacts.Unavailable("as-told")
            : new NamespaceFacts.Known(labels, annotations);
    return (_, _, _, _) -> new NamespaceResult(facts, Duration.ZERO);
  }
}
