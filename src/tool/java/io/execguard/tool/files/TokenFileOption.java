package io.execguard.tool.files;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option `--token-file` of commands that need one token of a cluster.
public final class TokenFileOption {
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      required = true,
      description = "the file with the cluster's token; - for standard input")
  private Path file = Path.of("");

  public Path file() {
    return file;
  }
}
