package io.execguard.tool.plugin;

import io.execguard.policy.Grant;
import io.execguard.tool.terminal.ExitCodes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `kubectl guard revoke`: takes a namespace's break-glass away.
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description =
        "Takes the break-glass of a namespace away, whoever granted it. Sessions that are open stay"
            + " open.")
final class GuardRevokeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private GuardCommand guard;

  @Override
  public Integer call() {
    KubectlCluster cluster = guard.cluster().cluster(spec.commandLine());
    String namespace = guard.cluster().namespace(cluster);
    return cluster.carriesOut(line(namespace)) ? 0 : ExitCodes.MISSED;
  }

  /// kubectl's arguments.
  static List<String> line(String namespace) {
    return Stream.concat(
            Stream.of("annotate", "namespace", namespace),
            Stream.of(Grant.Key.values()).map(key -> key.annotation() + "-"))
        .toList();
  }
}
