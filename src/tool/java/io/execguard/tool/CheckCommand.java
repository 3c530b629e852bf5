package io.execguard.tool;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.FleetDocument;
import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.TokenFile;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.ToolException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

  @Override
  public Integer call() {
    Configuration configuration =
        ConfigurationFiles.configuration(policy.file(), List.of(clusters.file()));
    refuseDemonstration();
    MaskCheck.of(policy.file());
    Optional.ofNullable(directory).ifPresent(classes -> write(configuration, classes));
    PrintWriter out = spec.commandLine().getOut();
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
    return 0;
  }

  private void refuseDemonstration() {
    for (Cursor cluster : YamlFile.read(clusters.file()).required("clusters").items()) {
      for (Cursor token : cluster.items("tokens")) {
        if (token.text().equals(TokenFile.DEMONSTRATION)) {
          throw new ToolException(
              YamlFile.mistake(
                  clusters.file(),
                  token.json().line(),
                  "the cluster "
                      + cluster.text("id")
                      + " has the token of the demonstration in events/, which everyone knows;"
                      + " make one of its own: openssl rand -hex 32"));
        }
      }
    }
  }

  private static void write(Configuration configuration, Path classes) {
    write(
        classes.resolve(Configuration.POLICY),
        configuration.policyJson().getBytes(StandardCharsets.UTF_8));
    write(classes.resolve(Configuration.CLUSTERS), FleetDocument.write(configuration.fleet()));
  }

  private static void write(Path file, byte[] content) {
    if (content.length > Configuration.LONGEST) {
      throw new ToolException(
          file.getFileName()
              + " would have "
              + content.length
              + " bytes; "
              + Configuration.LONGEST
              + " fit");
    }
    TextFile.write(file, content);
    TextFile.write(
        file.resolveSibling(file.getFileName() + Configuration.DIGEST),
        (Digest.hex(content) + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
