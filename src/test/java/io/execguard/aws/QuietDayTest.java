package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.testing.LogGroups;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A field that no line of the period has is no column in CloudWatch: on a day without a decision,
/// an impersonation or a grant, queries that named one as a column were an error and no answer.
final class QuietDayTest {
  private static final Map<String, String> QUERIES = Days.queries("none");

  /// The function's start and its self-test.
  private static final Set<String> OF_A_QUIET_DAY =
      Set.of("policies over time", "Self-test, by cluster");

  static Set<String> names() {
    return QUERIES.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isAnsweredOnADayOnWhichNothingWasDecided(String name) throws SQLException {
    assertEquals(OF_A_QUIET_DAY.contains(name), !ask(name, Days.quiet()).isEmpty());
    assertEquals(List.of(), ask(name, Days.empty()));
  }

  @Test
  void whatIsNoJsonIsNoErrorEither() throws SQLException {
    List<LogGroups.Group> plain =
        LogGroups.groups(List.of("START RequestId: 1"), List.of("I1125 trace.go:236"), List.of());
    for (String name : names()) {
      assertEquals(List.of(), ask(name, plain), name);
    }
  }

  private static List<Map<String, String>> ask(String name, List<LogGroups.Group> day)
      throws SQLException {
    try (LogGroups groups = new LogGroups(day)) {
      return groups.run(Objects.requireNonNull(QUERIES.get(name)));
    }
  }
}
