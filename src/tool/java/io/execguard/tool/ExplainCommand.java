package io.execguard.tool;

import io.execguard.admission.JsonLine;
import io.execguard.admission.NamespaceLookup;
import io.execguard.policy.Constraint;
import io.execguard.policy.Judgement;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Policy;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
final class ExplainCommand implements Callable<Integer> {
  enum Output {
    text,
    json
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "an API Gateway event or a bare AdmissionReview")
  private Path file = Path.of("");

  @Option(names = "--policy", paramLabel = "FILE", description = "default: policy.yaml")
  private Path policy = Home.file("policy.yaml");

  @Option(
      names = "--namespaces",
      paramLabel = "FILE",
      description = "what kubectl get namespaces -o yaml prints; default: events/namespaces.yaml")
  private Path namespaces = Home.file("events/namespaces.yaml");

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
      names = "--cluster",
      paramLabel = "ID",
      description = "the cluster that the review comes from; default: the event's, or demo")
  private @Nullable String cluster;

  @Option(
      names = "--door",
      paramLabel = "DOOR",
      description = "default: the door that the registration sends such a review to")
  private @Nullable String door;

  @Option(names = "--output", paramLabel = "text|json", description = "default: text")
  private Output output = Output.text;

  @Override
  public Integer call() {
    ReviewFile review = ReviewFile.read(file);
    Policy content = ConfigurationFiles.policy(policy);
    Explained explained =
        Explained.of(
            review,
            content,
            cluster == null ? review.cluster().orElse("demo") : cluster,
            door == null ? review.door() : door,
            lookup(),
            time == null ? Instant.now() : time(time));
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case text -> print(explained, out);
      case json -> out.println(json(explained));
    }
    return 0;
  }

  private static Instant time(String text) {
    return Rfc3339.time(text)
        .orElseThrow(() -> new Trouble("--time " + text + " " + Rfc3339.WRONG));
  }

  private NamespaceLookup lookup() {
    if (unavailable && labels != null) {
      throw new Trouble("--unavailable and --labels exclude each other");
    }
    if (labels == null && !annotations.isEmpty()) {
      throw new Trouble("--annotations stands beside --labels; give the namespace's labels, too");
    }
    if (labels == null && !unavailable) {
      return NamespacesFile.read(namespaces);
    }
    NamespaceFacts facts =
        labels == null
            ? new NamespaceFacts.Unavailable("as-told")
            : new NamespaceFacts.Known(labels, annotations);
    return (_, _, _, _) -> new NamespaceLookup.Reading(facts, Duration.ZERO);
  }

  private static void print(Explained explained, PrintWriter out) {
    Explanation explanation = new Explanation(explained.request(), explained.facts());
    Replayed replayed = explained.replayed();
    line(out, "who", explained.review().user().username());
    line(out, "groups", String.join(", ", explained.review().user().groups()));
    line(out, "what", ReplayTable.what(replayed));
    line(
        out,
        "where",
        ReplayTable.where(replayed) + " of the cluster " + explained.request().cluster());
    line(out, "door", explained.request().door().name());
    line(out, "labels", labels(explained.facts()));
    line(out, "sessions", Explanation.sessions(explained.request()));
    out.println();
    for (Judgement judgement : explained.judgements()) {
      Constraint constraint = judgement.constraint();
      out.println(constraint.name() + " (" + constraint.enforcementAction().word() + ")");
      out.println("    " + ExecGuard.oneLine(explanation.of(judgement)));
    }
    out.println();
    line(out, "decision", ReplayTable.decision(replayed));
    if (!replayed.message().isEmpty()) {
      line(out, "kubectl", ReplayTable.kubectl(replayed));
    }
  }

  private static void line(PrintWriter out, String name, String text) {
    out.println(
        "%-10s%s".formatted(name, text.isEmpty() ? "-" : ExecGuard.oneLine(text)).stripTrailing());
  }

  private static String labels(NamespaceFacts facts) {
    return switch (facts) {
      case NamespaceFacts.Known known when known.labels().isEmpty() -> "none";
      case NamespaceFacts.Known known ->
          known.labels().entrySet().stream()
              .map(label -> label.getKey() + "=" + label.getValue())
              .collect(Collectors.joining(", "));
      case NamespaceFacts.NotNamespaced _ -> "the request has no namespace";
      case NamespaceFacts.Unavailable(String why) -> "unavailable (" + why + ")";
    };
  }

  private static String json(Explained explained) {
    Explanation explanation = new Explanation(explained.request(), explained.facts());
    byte[] line =
        JsonLine.of(
            json -> {
              json.writeStringProperty("decision", explained.replayed().recorded("decision"));
              json.writeStringProperty("reason", explained.replayed().recorded("reason"));
              json.writeArrayPropertyStart("constraints");
              for (Judgement judgement : explained.judgements()) {
                json.writeStartObject();
                json.writeStringProperty("constraint", judgement.constraint().name());
                json.writeStringProperty(
                    "enforcementAction", judgement.constraint().enforcementAction().word());
                json.writeStringProperty("finding", Explanation.word(judgement.finding()));
                json.writeStringProperty("because", explanation.of(judgement));
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeName("record");
              json.writeRawValue(explained.replayed().record());
            });
    return new String(line, StandardCharsets.UTF_8);
  }
}
