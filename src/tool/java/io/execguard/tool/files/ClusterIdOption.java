package io.execguard.tool.files;

import picocli.CommandLine.Option;

/// The option `--cluster` of commands that make something for one cluster of the fleet.
public final class ClusterIdOption {
  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "ID",
      description = "the cluster's id in the fleet file")
  private String id = "";

  public String id() {
    return id;
  }
}
