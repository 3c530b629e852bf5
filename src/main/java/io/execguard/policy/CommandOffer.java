package io.execguard.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which single commands run where a session was refused.
public sealed interface CommandOffer {

  /// Every command, as far as the policy goes.
  record Every() implements CommandOffer {}

  /// Those whose executable every strict constraint names.
  ///
  /// @param executables in the order of the policy file; none where no command runs
  record Listed(List<String> executables) implements CommandOffer {
    public Listed {
      executables = List.copyOf(executables);
    }
  }

  /// It is not known, or single commands are no way into this.
  record Untold() implements CommandOffer {}

  /// By asking the policy for a command that no list names.
  static CommandOffer of(Decision unnamed) {
    return switch (unnamed) {
      case Decision.Allow _ -> new Every();
      case Decision.Deny denial -> {
        List<Violation> refusing = Violation.refusing(denial.violations());
        yield !refusing.isEmpty()
                && refusing.stream().allMatch(violation -> violation.by() == Violation.By.COMMAND)
            ? new Listed(common(refusing))
            : new Untold();
      }
    };
  }

  private static List<String> common(List<Violation> refusing) {
    List<List<String>> lists =
        refusing.stream()
            .flatMap(violation -> violation.constraint().allowedCommands().stream())
            .map(AllowedCommands::executables)
            .toList();
    Set<String> common = new LinkedHashSet<>(lists.getFirst());
    lists.forEach(common::retainAll);
    return List.copyOf(common);
  }
}
