package io.execguard.speed;

import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.testing.Policies;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What can grow at a site, each alone.
public enum Growth {
  /// All of them refuse the session.
  CONSTRAINTS("constraints that are violated", 1, 100),
  CONSTRAINTS_OF_OTHERS("constraints of other clusters", 1, 100),
  CLUSTERS("clusters of the fleet", 1, 1_000),
  GROUPS("groups of the person", 45, 45_000);

  private final String what;
  private final int fewest;
  private final int most;

  Growth(String what, int fewest, int most) {
    this.what = what;
    this.fewest = fewest;
    this.most = most;
  }

  /// In words.
  public String what() {
    return what;
  }

  /// How many are measured, each ten times the one before.
  public List<Integer> counts() {
    return IntStream.iterate(fewest, count -> count <= most, count -> 10 * count).boxed().toList();
  }

  /// The handler with so many.
  public MeasuredHandler handler(int count) {
    return switch (this) {
      case CONSTRAINTS -> by(Growth::own, count);
      case CONSTRAINTS_OF_OTHERS ->
          by(number -> number == 0 ? own(number) : ofAnother(number), count);
      case CLUSTERS -> MeasuredHandler.inFleet(count, MeasuredReview.EXEC);
      case GROUPS -> MeasuredHandler.by(MeasuredHandler.shipped(), MeasuredReview.EXEC, count);
    };
  }

  private static MeasuredHandler by(IntFunction<Constraint> constraint, int count) {
    Policy policy = new Policy(IntStream.range(0, count).mapToObj(constraint).toList());
    return MeasuredHandler.by(policy, MeasuredReview.EXEC, 0);
  }

  private static Constraint own(int number) {
    return Policies.production("constraint-" + number, EnforcementAction.DENY);
  }

  private static Constraint ofAnother(int number) {
    Constraint own = own(number);
    Match match = own.match();
    return new Constraint(
        own.name(),
        own.enforcementAction(),
        new Match(
            List.of("another"),
            match.namespaceSelector(),
            match.excludedNamespaces(),
            match.sessions()),
        own.message());
  }
}
