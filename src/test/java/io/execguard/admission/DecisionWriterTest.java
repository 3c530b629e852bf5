package io.execguard.admission;

import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Constraint;
import io.execguard.policy.Door;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.Samples;
import io.execguard.policy.Session;
import io.execguard.testing.RecordSchema;
import io.execguard.testing.Reviews;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The parts of a decision's line; `WireTest` has a whole one, letter by letter.
final class DecisionWriterTest {
  private static final Constraint RULE =
      constraint("rule", EnforcementAction.DENY, matching(IN_PRODUCTION));
  private static final SampleDecision SHELL = SampleDecision.of("exec-interactive-tty", RULE);

  private static final Policy TUNNELS_TOO =
      new Policy(
          List.of(
              RULE,
              constraint(
                  "tunnels",
                  EnforcementAction.DRYRUN,
                  matching(IN_PRODUCTION, Set.of(Session.PORT_FORWARD)))));

  static Stream<Arguments> says() {
    return Stream.of(
        Arguments.of(
            """
            "decision":"deny","reason":"constraint","constraint":"rule","enforcementAction":"deny",\
            "violations":[{"constraint":"rule","enforcementAction":"deny","session":"exec",\
            "by":"session"}],"violationsInAll":1,""",
            SHELL),
        Arguments.of(
            """
            "decision":"allow","reason":"exempt","violations":[],"violationsInAll":0,\
            "exemptions":[{"constraint":"rule","by":"group","source":"developers"}],\
            "exemptionsInAll":1,""",
            SampleDecision.of("exec-interactive-tty", Samples.exempting(RULE, Samples.DEVELOPERS))),
        Arguments.of("\"drift\":true,", SHELL.through(Door.SESSIONS_OPEN)),
        Arguments.of(
            "\"recording\":{\"required\":true},",
            SampleDecision.of(
                "exec-interactive-tty", Samples.acting(RULE, EnforcementAction.RECORD))),
        Arguments.of(
            """
            "labels":{"state":"known","ageMs":7,"values":{"environment":"production"}}""",
            SHELL.in(
                new NamespaceFacts.Known(
                    Map.of("environment", "production", "secret", "x"), Map.of()))),
        Arguments.of(
            "\"labels\":{\"state\":\"stale\",\"ageMs\":7,",
            SHELL.in(Samples.production(Map.of()).asStale())),
        Arguments.of(
            "\"labels\":{\"state\":\"unavailable\",\"problem\":\"out-of-time\"}",
            SHELL.in(new NamespaceFacts.Unavailable("out-of-time"))),
        Arguments.of(
            "\"labels\":{\"state\":\"not-namespaced\"}",
            SHELL.in(new NamespaceFacts.NotNamespaced())),
        Arguments.of(
            "\"podFacts\":{\"state\":\"unavailable\",\"problem\":\"pods-forbidden\"}",
            SHELL.in(new PodFacts.Unavailable("pods-forbidden"))),
        Arguments.of("\"interactive\":true,", SHELL),
        Arguments.of("\"interactive\":true,", SHELL.by(new Policy(List.of()))),
        Arguments.of("\"interactive\":false,", SampleDecision.of("exec-command", RULE)),
        Arguments.of("\"durationMs\":20,\"lookupMs\":11,", SHELL));
  }

  @ParameterizedTest
  @MethodSource
  void says(String part, SampleDecision sample) {
    String line = line(sample);
    assertTrue(line.contains(part), line);
  }

  /// Every port-forward was on record as an interactive session, counted as one by the month's
  /// figures and the report, under policies that know no such session.
  @Test
  void callsATunnelThatNoConstraintListsNoSession() {
    SampleDecision tunnel = SampleDecision.of("port-forward", RULE).through(Door.TUNNELS);

    assertTrue(line(tunnel).contains("\"interactive\":false,"), line(tunnel));
    assertTrue(line(tunnel.by(TUNNELS_TOO)).contains("\"interactive\":true,"));
  }

  @Test
  void saysNothingOfWhatIsNotThere() {
    String line = line(SampleDecision.of("exec-command", RULE));
    for (String absent :
        List.of("drift", "exemptions", "breakGlass", "recording", "masked", "cut")) {
      assertFalse(line.contains("\"" + absent + "\""), absent);
    }
  }

  @Test
  void countsWhatTheMasksHide() {
    String line =
        line(
            SHELL
                .replacing("\"/bin/bash\"", "\"mysql\", \"-pS3CRET\"")
                .by(new Policy(List.of(RULE), List.of("-p\\S+"))));
    assertTrue(
        line.contains("\"command\":[\"mysql\",\"***\"],\"masked\":1,\"maskedCharacters\":8}"),
        line);
    assertFalse(line.contains("S3CRET"), line);
  }

  /// Somebody chooses command, container, group and names so long that Lambda would cut the line.
  @Test
  void isNeverLongerThan64KibibytesWhateverIsSent() {
    String huge = "\\u202e".repeat(12_000);
    Constraint[] many =
        IntStream.range(0, 100)
            .mapToObj(i -> constraint("c".repeat(60) + i, EnforcementAction.DENY, RULE.match()))
            .toArray(Constraint[]::new);
    String line =
        line(
            SampleDecision.of("exec-interactive-tty", many)
                .replacing("\"/bin/bash\"", "\"" + huge + "\"")
                .replacing("\"app\"", "\"" + huge + "\"")
                .replacing("\"payments\"", "\"" + huge + "\"")
                .replacing("checkout-7d9c6f8b5-x2x7k", huge)
                .replacing("\"developers\"", "\"" + huge + "\"")
                .replacing("jane.doe@example.com", huge));
    int length = line.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(length < DecisionWriter.LONGEST, () -> "" + length);
    assertTrue(line.contains("\"violationsInAll\":100,"), line);
  }

  @Test
  void writesEveryCapturedReviewAsTheSchemaSays() {
    assertFalse(Reviews.names().isEmpty());
    for (String review : Reviews.names()) {
      String line = line(SampleDecision.of(review, RULE));
      assertTrue(line.contains("\"id\":\"" + SampleDecision.of(review).review().uid()), review);
    }
  }

  @Test
  void writesTheTimeOfTheAnswerInMilliseconds() {
    Instant time = Instant.parse("2026-11-23T16:00:00.123456Z");
    assertTrue(
        line(SHELL.at(time.toString())).startsWith("{\"timestamp\":\"2026-11-23T16:00:00.123Z\""));
  }

  private static String line(SampleDecision sample) {
    String line = new String(DecisionWriter.line(sample.entry()), StandardCharsets.UTF_8);
    assertTrue(line.endsWith("}\n"), line);
    return RecordSchema.requireValid(line.substring(0, line.length() - 1));
  }
}
