package io.execguard.tool.files;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option `--policy` of commands that read one policy.
public final class PolicyOption {
  @Option(names = "--policy", paramLabel = "FILE", description = "default: policy.yaml")
  private Path file = ProjectFiles.file("policy.yaml");

  public Path file() {
    return file;
  }
}
