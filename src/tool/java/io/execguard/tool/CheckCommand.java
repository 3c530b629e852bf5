package io.execguard.tool;

import io.execguard.configuration.Configuration;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.PolicyOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard check`: what the build does with the policy and the fleet.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks the policy and the fleet that will be deployed; every mistake with its file and"
            + " line.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private FleetOption clusters = new FleetOption();

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description = "also write both, checked, into the classes of the artifact")
  private @Nullable Path directory;

  @Option(
      names = "--output",
      paramLabel = "text|digest",
      description = "digest prints the policy's digest alone; default: text")
  private Output output = Output.text;

  enum Output {
    text,
    digest
  }

  @Override
  public Integer call() {
    Configuration configuration = CheckedFiles.read(policy.file(), clusters.file());
    Optional.ofNullable(directory)
        .ifPresent(classes -> ArtifactFiles.write(configuration, classes));
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case digest -> out.println(configuration.policyDigest());
      case text -> print(configuration, out);
    }
    return 0;
  }

  private void print(Configuration configuration, PrintWriter out) {
    out.printf(
        "%s: %d constraints, %s%n",
        policy.file(), configuration.policy().constraints().size(), configuration.policyDigest());
    if (configuration.policy().help().isEmpty()) {
      out.printf(
          "%s: help is missing: the address of a page, a chat or a mailbox for who is refused, which"
              + " ends every denial%n",
          policy.file());
    }
    out.printf("%s: %d clusters%n", clusters.file(), configuration.fleet().clusters().size());
  }
}
