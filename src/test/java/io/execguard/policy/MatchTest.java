package io.execguard.policy;

import static io.execguard.policy.Samples.DEVELOPMENT;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.NOT_NAMESPACED;
import static io.execguard.policy.Samples.PRODUCTION;
import static io.execguard.policy.Samples.UNAVAILABLE;
import static io.execguard.policy.Samples.excluding;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatchTest {

  @ParameterizedTest
  @CsvSource({
    "*,                 prod-eu, true",
    "prod-eu,           prod-eu, true",
    "prod-us prod-eu,   prod-eu, true",
    "prod-us *,         prod-eu, true",
    "prod-us,           prod-eu, false",
    "prod,              prod-eu, false",
    "prod-*,            prod-eu, false",
    "PROD-EU,           prod-eu, false",
  })
  void meansTheClustersThatItNames(String clusters, String cluster, boolean meant) {
    Match match =
        new Match(
            List.of(clusters.split(" ", -1)),
            LabelSelector.EVERYTHING,
            List.of(),
            Session.BY_DEFAULT);

    assertEquals(meant, match.matchesCluster(cluster));
  }

  @ParameterizedTest
  @MethodSource
  void meansNamespaces(
      Match match, String namespace, NamespaceFacts facts, Match.Namespace expected) {
    assertEquals(expected, match.namespace(namespace, facts));
  }

  static Stream<Arguments> meansNamespaces() {
    Match everything = Match.EVERYTHING;
    Match production = matching(IN_PRODUCTION);
    Match productionButCi = excluding(IN_PRODUCTION, "ci-*");
    Match allButCi = excluding(LabelSelector.EVERYTHING, "ci-*");
    return Stream.of(
        arguments(everything, "payments", DEVELOPMENT, Match.Namespace.MATCHED),
        arguments(everything, "payments", UNAVAILABLE, Match.Namespace.MATCHED),
        arguments(everything, "", NOT_NAMESPACED, Match.Namespace.MATCHED),
        arguments(production, "payments", PRODUCTION, Match.Namespace.MATCHED),
        arguments(production, "payments", DEVELOPMENT, Match.Namespace.OTHER_LABELS),
        arguments(production, "payments", UNAVAILABLE, Match.Namespace.UNKNOWN),
        arguments(production, "", NOT_NAMESPACED, Match.Namespace.MATCHED),
        arguments(productionButCi, "ci-1", PRODUCTION, Match.Namespace.EXCLUDED),
        arguments(productionButCi, "ci-1", UNAVAILABLE, Match.Namespace.EXCLUDED),
        arguments(productionButCi, "payments", PRODUCTION, Match.Namespace.MATCHED),
        arguments(productionButCi, "payments", UNAVAILABLE, Match.Namespace.UNKNOWN),
        arguments(productionButCi, "", NOT_NAMESPACED, Match.Namespace.MATCHED),
        arguments(allButCi, "ci-1", UNAVAILABLE, Match.Namespace.EXCLUDED),
        arguments(allButCi, "payments", UNAVAILABLE, Match.Namespace.MATCHED));
  }

  @Test
  void leavesTunnelsAloneUnlessTheyAreNamed() {
    assertFalse(Match.EVERYTHING.sessions().contains(Session.PORT_FORWARD));
    assertEquals(
        EnumSet.complementOf(EnumSet.of(Session.PORT_FORWARD)), Match.EVERYTHING.sessions());
    assertTrue(
        matching(LabelSelector.EVERYTHING, Set.of(Session.PORT_FORWARD))
            .sessions()
            .contains(Session.PORT_FORWARD));
  }

  @Test
  void refusesAnEmptyListOfClusters() {
    assertRefused(
        "clusters is empty and would match nothing; leave it away to match every cluster",
        List.of(),
        Session.BY_DEFAULT);
  }

  @Test
  void refusesAnEmptyListOfSessions() {
    assertRefused(
        "sessions is empty and would match nothing; leave it away for the default",
        List.of("*"),
        Set.of());
  }

  private static void assertRefused(String message, List<String> clusters, Set<Session> sessions) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new Match(clusters, LabelSelector.EVERYTHING, List.of(), sessions))
            .getMessage());
  }
}
