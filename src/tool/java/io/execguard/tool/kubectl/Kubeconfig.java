package io.execguard.tool.kubectl;

import io.execguard.tool.terminal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What leads kubectl to a cluster.
public final class Kubeconfig {
  private Kubeconfig() {}

  /// The one of `--kubeconfig`: kubectl takes one that is not there for an empty one, and calls
  /// localhost.
  ///
  /// @throws ToolException where it is not there
  public static Path required(Path file) {
    if (!Files.exists(file)) {
      throw new ToolException(
          "--kubeconfig " + file + " is not there; kubectl's own is ~/.kube/config");
    }
    return file;
  }
}
