package io.execguard.tool;

import io.execguard.policy.BreakGlass;
import io.execguard.policy.Durations;
import io.execguard.policy.Grant;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.terminal.Rfc3339;
import io.execguard.tool.terminal.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final String WHO_AM_I =
      "\"$(kubectl auth whoami -o jsonpath='{.status.userInfo.username}')\"";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAMESPACE", description = "the namespace to open")
  private String namespace = "";

  @Option(names = "--for", paramLabel = "DURATION", description = "how long: 2h, 90m, 1h30m")
  private @Nullable String duration;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "a ticket, or what the emergency is; at most 256 characters")
  private @Nullable String reason;

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
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new ToolException(
          "\"" + namespace + "\" is no namespace: at most 63 lower-case letters, digits and '-'");
    }
    spec.commandLine().getOut().println(revoke ? taking() : granting());
    return 0;
  }

  private String taking() {
    if (duration != null || reason != null || from != null || by != null) {
      throw new ToolException("--revoke takes the grant away and stands alone");
    }
    StringBuilder line = new StringBuilder("kubectl annotate namespace " + namespace);
    for (Grant.Key key : Grant.Key.values()) {
      line.append(" ").append(key.annotation()).append("-");
    }
    return line.toString();
  }

  private String granting() {
    if (duration == null || reason == null) {
      throw new ToolException("a grant has an end and a reason: give --for and --reason");
    }
    Duration length = length(duration);
    Instant begin = from == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : time(from);
    Instant end = begin.plus(length);
    if (begin.isAfter(Instant.now().plus(BreakGlass.LONGEST_AHEAD))) {
      throw new ToolException(
          "--from "
              + begin
              + " is more than "
              + Durations.text(BreakGlass.LONGEST_AHEAD)
              + " from now, which the guard refuses; grant it later");
    }
    requireGrant(begin, end, reason, by == null ? "somebody" : by);
    if (!end.isAfter(Instant.now())) {
      throw new ToolException("the grant would have ended at " + end + "; begin it later");
    }
    return "kubectl annotate --overwrite namespace "
        + namespace
        + text(Grant.Key.FROM, begin.toString())
        + text(Grant.Key.UNTIL, end.toString())
        + text(Grant.Key.REASON, quoted(reason))
        + text(Grant.Key.BY, by == null ? WHO_AM_I : quoted(by));
  }

  private static String text(Grant.Key key, String value) {
    return " " + key.annotation() + "=" + value;
  }

  private static Instant time(String text) {
    return Rfc3339.time(text)
        .orElseThrow(() -> new ToolException("--from " + text + " " + Rfc3339.WRONG));
  }

  private Duration length(String text) {
    Duration length;
    try {
      length = Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ToolException("--for " + e.getMessage());
    }
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
              + text
              + " is longer than "
              + Durations.text(longest.get())
              + ", the most that a constraint of "
              + policy.file()
              + " takes");
    }
    return length;
  }

  /// What the guard would find faulty.
  private static void requireGrant(Instant begin, Instant end, String reason, String by) {
    Grant grant =
        Grant.of(
            Map.of(
                Grant.Key.FROM.annotation(),
                begin.toString(),
                Grant.Key.UNTIL.annotation(),
                end.toString(),
                Grant.Key.REASON.annotation(),
                reason,
                Grant.Key.BY.annotation(),
                by));
    if (grant instanceof Grant.Faulty(Grant.Key key, Grant.Fault fault)) {
      throw new ToolException(
          switch (key) {
            case FROM, UNTIL -> "--for has to be longer than nothing";
            case REASON, BY, FOR ->
                "--"
                    + (key == Grant.Key.BY ? "by" : "reason")
                    + (fault == Grant.Fault.MISSING
                        ? " is empty"
                        : " is not one printable line of at most 256 characters");
          });
    }
  }

  /// For a POSIX shell.
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
