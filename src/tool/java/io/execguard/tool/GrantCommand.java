package io.execguard.tool;

import io.execguard.admission.GrantLine;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Durations;
import io.execguard.policy.Grant;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.kubectl.ResourceName;
import io.execguard.tool.plugin.GrantOptions;
import io.execguard.tool.terminal.Rfc3339;
import io.execguard.tool.terminal.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec-guard grant`: the kubectl line that grants break-glass in a namespace.
@Command(
    name = "grant",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the kubectl line that opens a namespace for interactive sessions for a time. It changes"
          + " nothing itself.",
      "The guard looks at the grant when kubectl sends it, and says what would be right where it could"
          + " not work."
    })
final class GrantCommand implements Callable<Integer> {
  /// Whoever runs the line.
  private static final String SOMEBODY = "somebody";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAMESPACE", description = "the namespace to open")
  private String namespace = "";

  @Mixin private GrantOptions options = new GrantOptions();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "RFC 3339; default: now. At most 24h ahead, for work that is planned")
  private @Nullable String from;

  @Option(
      names = "--by",
      paramLabel = "USERNAME",
      description = "your username in the cluster; default: what kubectl auth whoami says")
  private @Nullable String by;

  @Option(names = "--revoke", description = "print the line that takes the grant away instead")
  private boolean revoke;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Override
  public Integer call() {
    ResourceName.namespace(namespace);
    spec.commandLine().getOut().println(revoke ? taking() : granting());
    return 0;
  }

  private String taking() {
    if (options.areGiven() || from != null || by != null) {
      throw new ToolException("--revoke takes the grant away and stands alone");
    }
    StringBuilder line = new StringBuilder("kubectl annotate namespace " + namespace);
    for (Grant.Key key : Grant.Key.values()) {
      line.append(" ").append(key.annotation()).append("-");
    }
    return line.toString();
  }

  private String granting() {
    Instant begin =
        from == null
            ? Instant.now().truncatedTo(ChronoUnit.SECONDS)
            : Rfc3339.option("--from", from);
    if (begin.isAfter(Instant.now().plus(BreakGlass.LONGEST_AHEAD))) {
      throw new ToolException(
          "--from "
              + begin
              + " is more than "
              + Durations.text(BreakGlass.LONGEST_AHEAD)
              + " from now, which the guard refuses; grant it later");
    }
    Grant.Written grant = options.grant(begin, by == null ? SOMEBODY : by);
    requireShortEnough(options.length());
    if (!grant.until().isAfter(Instant.now())) {
      throw new ToolException(
          "the grant would have ended at " + grant.until() + "; begin it later");
    }
    // An earlier grant may have been for somebody alone.
    GrantLine line = GrantLine.of(namespace, grant, true);
    return (by == null ? line.byWhoeverRunsIt() : line).text();
  }

  private void requireShortEnough(Duration length) {
    Optional<Duration> longest =
        ConfigurationFiles.policy(policy.file()).constraints().stream()
            .flatMap(constraint -> constraint.breakGlass().stream())
            .map(BreakGlass::maxDuration)
            .max(Comparator.naturalOrder());
    if (longest.isEmpty()) {
      throw new ToolException(
          policy.file() + " knows no break-glass: no constraint has breakGlass");
    }
    if (length.compareTo(longest.get()) > 0) {
      throw new ToolException(
          "--for "
              + Durations.text(length)
              + " is longer than "
              + Durations.text(longest.get())
              + ", the most that a constraint of "
              + policy.file()
              + " takes");
    }
  }
}
