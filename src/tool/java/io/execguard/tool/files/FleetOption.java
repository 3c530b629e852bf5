package io.execguard.tool.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option `--clusters` of commands that read one fleet.
public final class FleetOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--clusters",
      paramLabel = "FILE",
      description = "default: the site's clusters.yaml")
  private @Nullable Path file;

  public Path file() {
    return file == null ? Site.of(command).file(Site.CLUSTERS) : file;
  }
}
