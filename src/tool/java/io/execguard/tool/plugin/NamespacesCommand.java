package io.execguard.tool.plugin;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.json.Cursor;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.kubectl.KubectlResult;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard namespaces`: what the policy makes of each namespace of a cluster.
@Command(
    name = "namespaces",
    mixinStandardHelpOptions = true,
    description = {
      "Tells of each namespace of a cluster which constraints mean it, which doors its requests pass,"
          + " and what an outage of the guard does there: refused, or admitted. It asks the site's"
          + " policy, and the registration that it renders, so that it can be run before"
          + " infra/register-cluster. What run opens passes an open door, since no workload waits for"
          + " the guard; the attach that follows does not.",
      "Near misses are called out: a label that differs from a selector's by case or spelling, or is"
          + " an abbreviation of it, a namespace that is named so and lacks the label, and one that"
          + " has the labels and is excluded by its name. With them, the break-glass that namespaces"
          + " carry, and whom RBAC lets change them.",
      "It reads with your kubectl and changes nothing: it has to list namespaces, and may read the"
          + " registration, roles and their bindings; what it may not read it says."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no near misses",
      "1:near misses: ask what these namespaces are meant to be",
      "2:a mistake on the command line or in a file, or the cluster cannot be read"
    })
public final class NamespacesCommand implements Callable<Integer> {
  enum Output {
    table,
    json
  }

  @Spec private CommandSpec spec;

  @Mixin private KubectlOptions kubectl = new KubectlOptions();

  @Option(
      names = "--cluster",
      paramLabel = "ID",
      description =
          "the cluster's id in the fleet file; default: what its registration says. It is needed only"
              + " where constraints mean some clusters alone")
  private @Nullable String id;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private FleetOption clusters = new FleetOption();

  @Option(
      names = "--output",
      paramLabel = "table|json",
      description =
          "json prints a line for the cluster, and one for each namespace; default: table, in which"
              + " namespaces with the same answer stand together")
  private Output output = Output.table;

  @Override
  public Integer call() {
    Policy asked = ConfigurationFiles.policy(policy.file());
    KubectlCluster cluster = kubectl.cluster(spec.commandLine());
    KubectlResult registration = PolicyInForce.registration(cluster);
    String member = member(asked, registered(registration));
    ClusterNamespaces namespaces =
        new ClusterNamespaces(
            member,
            Configuration.of(asked, new Fleet(List.of())).policyDigest(),
            PolicyInForce.of(registration, policy.file()),
            ClusterNamespaces.of(
                cluster.get("/api/v1/namespaces", ClusterNamespaces.READ),
                asked,
                member,
                Instant.now()),
            NamespaceRights.of(cluster));
    print(namespaces, cluster.out());
    return namespaces.haveNearMisses() ? ExitCodes.MISSED : 0;
  }

  private void print(ClusterNamespaces namespaces, PrintWriter out) {
    switch (output) {
      case table -> new NamespacesText(namespaces, out).print(policy.file().toString());
      case json -> {
        out.println(NamespacesJson.cluster(namespaces));
        namespaces
            .all()
            .forEach(each -> out.println(NamespacesJson.namespace(each, namespaces.rights())));
      }
    }
  }

  /// The cluster that its registration names; empty where there is none, or it cannot be read.
  private static String registered(KubectlResult registration) {
    return switch (registration) {
      case KubectlResult.Found(Cursor found) -> PolicyInForce.cluster(found);
      case KubectlResult.NotFound _, KubectlResult.Failed _ -> "";
    };
  }

  private String member(Policy asked, String registered) {
    if (id == null) {
      requireId(asked, registered);
      return registered;
    }
    if (!registered.isEmpty() && !registered.equals(id)) {
      throw new ToolException(
          "the registration in this cluster is of "
              + OneLine.of(registered)
              + ", not of --cluster "
              + id
              + ": is it the right kubeconfig?");
    }
    Fleet fleet = ConfigurationFiles.fleet(clusters.file());
    if (fleet.cluster(id).isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "exec-guard: --cluster "
                  + OneLine.of(id)
                  + " is not in "
                  + clusters.file()
                  + ConfigurationFiles.known(fleet));
    }
    return id;
  }

  private static void requireId(Policy asked, String registered) {
    asked.constraints().stream()
        .filter(constraint -> registered.isEmpty())
        .filter(constraint -> !constraint.match().clusters().contains(Match.EVERY_CLUSTER))
        .findFirst()
        .ifPresent(
            constraint -> {
              throw new ToolException(
                  "give --cluster: the constraint "
                      + constraint.name()
                      + " means some clusters alone, and no registration could be read that says"
                      + " which this one is");
            });
  }
}
