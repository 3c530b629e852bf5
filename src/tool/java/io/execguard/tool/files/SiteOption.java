package io.execguard.tool.files;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The option `--site`, which each command has: [Site#of] reads it.
public final class SiteOption {
  /// Under which it is mixed into the top of the command line.
  public static final String NAME = "site";

  @Option(
      names = Site.OPTION,
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "the team's own files, which exec-guard init made; default: "
              + Site.VARIABLE
              + ", else the first folder with "
              + Site.MARK
              + " from here upwards, else the shipped example")
  private @Nullable Path folder;

  static Optional<Path> of(CommandSpec command) {
    CommandSpec mixin = command.root().mixins().get(NAME);
    return mixin != null && mixin.userObject() instanceof SiteOption option
        ? Optional.ofNullable(option.folder)
        : Optional.empty();
  }
}
