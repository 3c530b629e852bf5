package io.execguard.tool.plugin;

import io.execguard.admission.NamespaceReader;
import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.Grant;
import io.execguard.policy.GrantProblem;
import io.execguard.policy.NamespaceChangeReview.Refused;
import io.execguard.policy.NamespaceFacts;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.kubectl.KubectlResult;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `kubectl guard grant`: opens a namespace for a time.
@Command(
    name = "grant",
    mixinStandardHelpOptions = true,
    description = {
      "Grants break-glass: opens a namespace for interactive sessions for a time, in your name. Shows"
          + " the kubectl line, and runs it.",
      "A grant that is too long for the policy that the registration names is not sent. Where that"
          + " cannot be told, the guard judges it alone."
    })
final class GuardGrantCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private GuardCommand guard;

  @Mixin private GrantOptions options = new GrantOptions();

  @Option(names = "--dry-run", description = "has the cluster judge it, and changes nothing")
  private boolean dryRun;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Override
  public Integer call() {
    Duration length = options.length();
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    // Before the cluster is asked: a mistake in the options needs no login.
    var _ = options.grant(begin, "somebody");
    KubectlCluster cluster = guard.cluster().cluster(spec.commandLine());
    String namespace = guard.cluster().namespace(cluster);
    Grant.Written grant = options.grant(begin, cluster.username());
    requireShortEnough(cluster, namespace, grant, length);
    if (!cluster.carriesOut(line(namespace, grant))) {
      return ExitCodes.MISSED;
    }
    cluster.out().println(done(namespace, grant));
    return 0;
  }

  /// Whom an earlier grant was for is forgotten, where this one is for everybody.
  private List<String> line(String namespace, Grant.Written grant) {
    List<String> line = new ArrayList<>(List.of("annotate", "--overwrite"));
    if (dryRun) {
      line.add("--dry-run=server");
    }
    line.addAll(List.of("namespace", namespace));
    if (grant.people().isEmpty()) {
      line.add(Grant.Key.FOR.annotation() + "-");
    }
    grant.annotations().forEach((key, value) -> line.add(key + "=" + value));
    return line;
  }

  private String done(String namespace, Grant.Written grant) {
    String people =
        grant.people().isEmpty()
            ? "everybody who may exec there"
            : String.join(", ", grant.people()) + " alone";
    return KubectlCluster.printable(
        (dryRun ? "A dry run, and nothing was changed. Without it: " : "")
            + "break-glass in namespace "
            + namespace
            + " until "
            + grant.until()
            + ", for "
            + people
            + ". kubectl guard revoke -n "
            + namespace
            + " takes it away.");
  }

  private void requireShortEnough(
      KubectlCluster cluster, String namespace, Grant.Written grant, Duration length) {
    switch (PolicyInForce.of(cluster, policy.file())) {
      case PolicyInForce.Unknown(String why) ->
          cluster
              .err()
              .println("exec-guard: --for is not judged here, but by the guard alone: " + why);
      case PolicyInForce.Known known ->
          known
              .review(namespace, with(grant, facts(cluster, namespace)), grant.by(), grant.from())
              .refused()
              .filter(refused -> refused.why() == GrantProblem.TOO_LONG)
              .ifPresent(
                  refused -> {
                    throw tooLong(namespace, refused, length);
                  });
    }
  }

  /// Where the namespace cannot be read, kubectl says so as soon as it is to be changed.
  private static NamespaceFacts.Known facts(KubectlCluster cluster, String namespace) {
    NamespaceFacts.Known nothing = new NamespaceFacts.Known(Map.of(), Map.of());
    try {
      return cluster.get("/api/v1/namespaces/" + namespace, NamespaceReader.READ)
              instanceof KubectlResult.Found(Cursor found)
          ? NamespaceReader.read(found.required("metadata"))
          : nothing;
    } catch (WrongShapeException _) {
      return nothing;
    }
  }

  private static NamespaceFacts.Known with(Grant.Written grant, NamespaceFacts.Known facts) {
    Map<String, String> annotations = new LinkedHashMap<>(facts.annotations());
    annotations.remove(Grant.Key.FOR.annotation());
    annotations.putAll(grant.annotations());
    return new NamespaceFacts.Known(facts.labels(), annotations);
  }

  private static ToolException tooLong(String namespace, Refused refused, Duration length) {
    Duration longest =
        refused.concerned().stream()
            .flatMap(constraint -> constraint.breakGlass().stream())
            .map(BreakGlass::maxDuration)
            .max(Duration::compareTo)
            .orElseThrow();
    return new ToolException(
        "--for "
            + Durations.text(length)
            + " is longer than "
            + Durations.text(longest)
            + ", the most that "
            + refused.concerned().stream().map(Constraint::name).collect(Collectors.joining(", "))
            + " takes in namespace "
            + namespace
            + "; nothing was sent");
  }
}
