package io.execguard.tool;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.FleetDocument;
import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.Home;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.TokenFile;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.Trouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(names = "--policy", paramLabel = "FILE", description = "default: policy.yaml")
  private Path policy = Home.file("policy.yaml");

  @Option(names = "--clusters", paramLabel = "FILE", description = "default: clusters.yaml")
  private Path clusters = Home.file("clusters.yaml");

  @Option(
      names = "--write",
      paramLabel = "DIR",
      description = "also write both, checked, into the classes of the artifact")
  private @Nullable Path directory;

  @Override
  public Integer call() {
    Configuration configuration = ConfigurationFiles.configuration(policy, List.of(clusters));
    refuseDemonstration();
    MaskCheck.of(policy);
    Optional.ofNullable(directory).ifPresent(classes -> write(configuration, classes));
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %d constraints, %s%n%s: %d clusters%n",
            policy,
            configuration.policy().constraints().size(),
            configuration.policyDigest(),
            clusters,
            configuration.fleet().clusters().size());
    return 0;
  }

  private void refuseDemonstration() {
    for (Cursor cluster : YamlFile.read(clusters).required("clusters").items()) {
      for (Cursor token : cluster.items("tokens")) {
        if (token.text().equals(TokenFile.DEMONSTRATION)) {
          throw new Trouble(
              YamlFile.mistake(
                  clusters,
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
      throw new Trouble(
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
