package io.execguard.tool.files;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// The option `--clusters` of commands that play the deployed function, for its own fleet and for
/// the clusters of the examples.
public final class LocalFleetOption {
  @Option(
      names = "--clusters",
      paramLabel = "FILE",
      description =
          "may be given more than once; default: the site's clusters.yaml and the shipped"
              + " events/clusters.yaml together")
  private List<Path> files = List.of();

  public List<Path> files(Site site) {
    return files.isEmpty()
        ? List.of(site.file(Site.CLUSTERS), ProjectFiles.file("events/clusters.yaml"))
        : List.copyOf(files);
  }
}
