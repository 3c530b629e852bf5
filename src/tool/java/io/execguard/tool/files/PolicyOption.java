package io.execguard.tool.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option `--policy` of commands that read one policy.
public final class PolicyOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--policy", paramLabel = "FILE", description = "default: the site's policy.yaml")
  private @Nullable Path file;

  public Path file() {
    return file == null ? file(Site.of(command)) : file;
  }

  /// Where another site counts than the command line's.
  public Path file(Site site) {
    return file == null ? site.file(Site.POLICY) : file;
  }
}
