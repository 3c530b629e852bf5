package io.execguard.tool.plugin;

import io.execguard.admission.NamespaceReader;
import io.execguard.json.Cursor;
import io.execguard.json.Outline;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.kubectl.KubectlResult;
import io.execguard.tool.terminal.ToolException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `kubectl guard grants`: who let whom in.
@Command(
    name = "grants",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the break-glass that namespaces carry: who let whom in, until when, why, and whether it"
          + " counts, by this machine's clock.",
      "Where the policy file is the one that the registration names, it also says which constraints"
          + " each grant opens."
    })
final class GuardGrantsCommand implements Callable<Integer> {
  private static final Outline NAMESPACE = NamespaceReader.READ.and(Outline.of("metadata.name"));

  enum Output {
    table,
    json
  }

  @Spec private CommandSpec spec;

  @ParentCommand private GuardCommand guard;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "of the whole cluster")
  private boolean everywhere;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "table or json, a line for each namespace; default: table")
  private Output output = Output.table;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Override
  public Integer call() {
    if (everywhere && guard.cluster().isNamespaceNamed()) {
      throw new ToolException("-A and -n exclude each other; give one");
    }
    KubectlCluster cluster = guard.cluster().cluster(spec.commandLine());
    String where = everywhere ? "" : guard.cluster().namespace(cluster);
    List<Cursor> namespaces = namespaces(cluster, where);
    PolicyInForce inForce = PolicyInForce.of(cluster, policy.file());
    Instant now = Instant.now();
    List<CarriedGrant> carried =
        namespaces.stream()
            .flatMap(namespace -> CarriedGrant.of(namespace, inForce, now).stream())
            .sorted(
                Comparator.comparing(CarriedGrant::state).thenComparing(CarriedGrant::namespace))
            .toList();
    print(carried, where, inForce, cluster.out());
    if (inForce instanceof PolicyInForce.Unknown(String why) && !carried.isEmpty()) {
      cluster.err().println("exec-guard: what each opens is not judged here: " + why);
    }
    return 0;
  }

  private void print(
      List<CarriedGrant> carried, String where, PolicyInForce inForce, PrintWriter out) {
    switch (output) {
      case json -> carried.forEach(one -> out.println(CarriedGrantWords.json(one)));
      case table -> {
        if (carried.isEmpty()) {
          out.println(
              where.isEmpty()
                  ? "No namespace carries break-glass."
                  : "Namespace " + where + " carries no break-glass; -A looks at all of them.");
        } else {
          CarriedGrantWords.table(carried, inForce instanceof PolicyInForce.Known)
              .forEach(out::println);
        }
      }
    }
  }

  private static List<Cursor> namespaces(KubectlCluster cluster, String where) {
    String path = "/api/v1/namespaces" + (where.isEmpty() ? "" : "/" + where);
    Outline outline = where.isEmpty() ? new Outline(false, Map.of("items", NAMESPACE)) : NAMESPACE;
    return switch (cluster.get(path, outline)) {
      case KubectlResult.Found(Cursor found) -> items(found, where);
      case KubectlResult.NotFound _ -> throw new ToolException("there is no namespace " + where);
      case KubectlResult.Failed(String why) ->
          throw new ToolException(
              (where.isEmpty() ? "the namespaces" : "the namespace " + where)
                  + " cannot be read"
                  + (where.isEmpty() ? ", and -n looks at one: " : ": ")
                  + why);
    };
  }

  private static List<Cursor> items(Cursor found, String where) {
    try {
      return where.isEmpty() ? found.items("items") : List.of(found);
    } catch (WrongShapeException _) {
      throw new ToolException("kubectl's answer is no list of namespaces");
    }
  }
}
