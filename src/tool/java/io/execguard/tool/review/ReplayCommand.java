package io.execguard.tool.review;

import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.policy.Policy;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.LocalFleetOption;
import io.execguard.tool.files.NamespacesFile;
import io.execguard.tool.files.NamespacesOption;
import io.execguard.tool.files.PodsFile;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.files.Site;
import io.execguard.tool.handler.FreshToken;
import io.execguard.tool.handler.LocalLambda;
import io.execguard.tool.handler.WebhookEvent;
import io.execguard.tool.registration.Doors;
import io.execguard.tool.registration.Passage;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.Rfc3339;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard replay`: events and reviews through the very handler that Lambda runs.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends API Gateway events or bare AdmissionReviews through the handler that Lambda runs, and"
          + " shows what is decided.",
      "A NAME.expected.json beside NAME.json says what is expected of it; an outcome that is"
          + " another makes the exit code 1.",
      "A review that the registration sends to no webhook is shown as not asked; an event has been"
          + " sent, and keeps the door in its path."
    })
public final class ReplayCommand implements Callable<Integer> {
  enum Output {
    table,
    json
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "files, or directories of *.json files")
  private List<Path> paths = List.of();

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private LocalFleetOption clusters = new LocalFleetOption();

  @Mixin private NamespacesOption namespaces = new NamespacesOption();

  @Option(
      names = "--pods",
      paramLabel = "FILE",
      description =
          "what kubectl get pods --all-namespaces -o yaml prints; default: events/pods.yaml")
  private Path pods = ProjectFiles.file("events/pods.yaml");

  @Option(
      names = "--cluster",
      paramLabel = "ID",
      description = "the cluster that a bare AdmissionReview comes from; default: demo")
  private String cluster = "demo";

  @Option(
      names = "--time",
      paramLabel = "RFC3339",
      description = "the time of the decisions, 2026-11-23T14:00:00Z for instance; default: now")
  private @Nullable String time;

  @Option(
      names = "--output",
      paramLabel = "table|json",
      description = "json prints a line a file with status, reply and record; default: table")
  private Output output = Output.table;

  @Override
  public Integer call() {
    // A team's own policy would miss what the shipped events expect.
    Site site = ProjectFiles.areEvents(paths) ? Site.shipped() : Site.of(spec);
    Configuration configuration =
        ConfigurationFiles.configuration(policy.file(site), clusters.files(site));
    Fleet fleet = configuration.fleet();
    FreshToken token = FreshToken.make();
    LocalLambda events = lambda(configuration.policy(), fleet);
    // A bare review has no token, and the fleet knows only hashes: for this one run its cluster
    // gets another.
    Cluster caller = ConfigurationFiles.cluster(fleet, cluster);
    LocalLambda reviews = lambda(configuration.policy(), token.of(caller, fleet));
    Doors doors = new Doors(configuration.policy());
    NamespacesFile known = NamespacesFile.read(namespaces.file());
    List<ReplayedReview> replayed = new ArrayList<>();
    for (Path path : ReplayFiles.of(paths)) {
      ReviewFile file = ReviewFile.read(path);
      if (file.isEvent()) {
        replayed.add(ReplayedReview.of(path, events.call(file.content())));
      } else {
        Passage passage = doors.passage(cluster, file, known::facts);
        ReviewFile decided = doors.rewritten(cluster, file, known::facts);
        replayed.add(
            passage.strictest(
                door ->
                    ReplayedReview.of(
                        path,
                        reviews.call(
                            WebhookEvent.of(decided, cluster, token.secret(), door.name()).json()),
                        passage),
                one -> one.replayed().recorded("decision")));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case table -> ReplayTable.print(replayed, out);
      case json -> replayed.forEach(one -> out.println(ReplayedJson.of(one)));
    }
    return verdict(replayed.stream().map(ReplayedReview::replayed).toList());
  }

  private int verdict(List<Replayed> replayed) {
    PrintWriter err = spec.commandLine().getErr();
    for (Replayed one : replayed) {
      one.missed().forEach(missed -> err.println("exec-guard: " + one.file() + ": " + missed));
    }
    return replayed.stream().allMatch(one -> one.missed().isEmpty()) ? 0 : ExitCodes.MISSED;
  }

  private LocalLambda lambda(Policy policy, Fleet fleet) {
    return new LocalLambda(
        new WebhookFunction(
            Configuration.of(policy, fleet),
            NamespacesFile.read(namespaces.file()),
            PodsFile.read(pods),
            clock()));
  }

  private InstantSource clock() {
    return time == null
        ? InstantSource.system()
        : InstantSource.fixed(Rfc3339.option("--time", time));
  }
}
