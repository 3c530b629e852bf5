package io.execguard.tool.files;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option `--namespaces` of commands that decide by labels out of a file.
public final class NamespacesOption {
  @Option(
      names = "--namespaces",
      paramLabel = "FILE",
      description = "what kubectl get namespaces -o yaml prints; default: events/namespaces.yaml")
  private Path file = ProjectFiles.file("events/namespaces.yaml");

  public Path file() {
    return file;
  }
}
