package io.execguard.tool.plugin;

import io.execguard.policy.Durations;
import io.execguard.policy.Grant;
import io.execguard.tool.terminal.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a person says of a grant that they make.
public final class GrantOptions {
  @Option(names = "--for", paramLabel = "DURATION", description = "how long: 2h, 90m, 1h30m")
  private @Nullable String duration;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "a ticket, or what the emergency is; at most 256 characters")
  private @Nullable String reason;

  @Option(
      names = "--person",
      paramLabel = "NAME",
      description =
          "whom alone it lets in, by username or session name; more than once for more people;"
              + " default: everybody who may exec there")
  private List<String> people = new ArrayList<>();

  public boolean areGiven() {
    return duration != null || reason != null || !people.isEmpty();
  }

  /// How long the grant is to be.
  public Duration length() {
    try {
      return Durations.parse(given(duration));
    } catch (IllegalArgumentException e) {
      throw new ToolException("--for " + e.getMessage());
    }
  }

  /// The grant, as the guard would read it.
  ///
  /// @throws ToolException for what the guard would refuse, whatever its policy is
  public Grant.Written grant(Instant begin, String by) {
    String why = given(reason).strip();
    if (why.equals(Grant.TICKET)) {
      throw new ToolException(
          "--reason " + Grant.TICKET + " is a blank to be filled in: say what the grant is for");
    }
    people.stream()
        .filter(name -> name.isEmpty() || name.chars().anyMatch(Character::isWhitespace))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ToolException(
                  "--person \"" + name + "\" is no name: blanks stand between names");
            });
    Grant grant =
        Grant.of(new Grant.Written(begin, begin.plus(length()), why, by, people).annotations());
    return switch (grant) {
      case Grant.Written written -> written;
      case Grant.Faulty(Grant.Key key, Grant.Fault fault) ->
          throw new ToolException(wrong(key, fault));
      case Grant.None _ -> throw new IllegalStateException("a grant has annotations");
    };
  }

  private static String given(@Nullable String text) {
    if (text == null) {
      throw new ToolException("a grant has an end and a reason: give --for and --reason");
    }
    return text;
  }

  private static String wrong(Grant.Key key, Grant.Fault fault) {
    return switch (key) {
      case FROM, UNTIL -> "--for has to be longer than nothing";
      case FOR -> "the names of --person are not one printable line of at most 1,024 characters";
      case REASON -> "--reason" + lacking(fault);
      case BY -> "--by" + lacking(fault);
    };
  }

  private static String lacking(Grant.Fault fault) {
    return fault == Grant.Fault.MISSING
        ? " is empty"
        : " is not one printable line of at most 256 characters";
  }
}
