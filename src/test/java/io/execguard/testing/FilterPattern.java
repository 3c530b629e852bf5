package io.execguard.testing;

import io.execguard.json.Json;
import java.util.List;

/// A filter pattern of CloudWatch Logs for events that are JSON, as AWS's user guide has it under
/// "Filter pattern syntax". Nothing that runs without an AWS account has the real one.
///
/// What the guide does not say is refused: where the pattern is read, or where an event makes it
/// matter. So are selectors with a wildcard or with a name in brackets, which the guide has and no
/// pattern here needs.
public final class FilterPattern {
  private final FilterCondition condition;
  private final List<FilterSelector> selectors;

  FilterPattern(FilterCondition condition, List<FilterSelector> selectors) {
    this.condition = condition;
    this.selectors = List.copyOf(selectors);
  }

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException where CloudWatch would refuse it, or this class does
  public static FilterPattern of(String text) {
    return new FilterPatternReader(text).pattern();
  }

  /// Whether an event matches.
  ///
  /// @throws UnsupportedOperationException where AWS's guide does not say
  public boolean matches(Json event) {
    return condition.matches(event);
  }

  /// What it looks at.
  public List<FilterSelector> selectors() {
    return selectors;
  }
}
