package io.execguard.tool.files;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option `--clusters` of commands that read one fleet.
public final class FleetOption {
  @Option(names = "--clusters", paramLabel = "FILE", description = "default: clusters.yaml")
  private Path file = ProjectFiles.file("clusters.yaml");

  public Path file() {
    return file;
  }
}
