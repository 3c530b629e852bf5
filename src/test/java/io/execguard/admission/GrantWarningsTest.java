package io.execguard.admission;

import static io.execguard.admission.GrantMessageTest.BY;
import static io.execguard.admission.GrantMessageTest.GLASS;
import static io.execguard.admission.GrantMessageTest.JANE;
import static io.execguard.admission.GrantMessageTest.PLAIN;
import static io.execguard.admission.GrantMessageTest.made;
import static io.execguard.admission.GrantMessageTest.ruling;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.grant;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.Grant;
import io.execguard.policy.GrantChange;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.Samples;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What an allowed change of a namespace does, as kubectl shows it. The captured grant is from
/// 14:00 until 18:00, by who sends it, and it is decided at 16:00.
final class GrantWarningsTest {
  private static final String EVERYBODY = "It opens the door to everybody who may exec there.";

  static Stream<Arguments> saysWhatAChangeDoes() {
    String opens =
        "Break-glass in namespace payments from 2026-11-23T14:00:00Z until 2026-11-23T18:00:00Z opens"
            + " glass";
    return Stream.of(
        Arguments.of(List.of(opens + ". Sessions outlive its end.", EVERYBODY), made(GLASS)),
        Arguments.of(
            List.of(opens + ", and does not open plain. Sessions outlive its end.", EVERYBODY),
            made(PLAIN, GLASS)),
        Arguments.of(
            List.of(opens + " (for what is on record alone). Sessions outlive its end.", EVERYBODY),
            made(breakable(GLASS, Samples.FOUR_HOURS_ON_RECORD))),
        Arguments.of(
            List.of(
                opens + ". Sessions outlive its end.",
                "It opens the door to everybody who may exec there, and not to you (glass)."),
            made(breakable(GLASS, Samples.SECOND_PERSON))),
        Arguments.of(
            List.of(opens + ". Sessions outlive its end.", "It opens the door to anna, bob alone."),
            made(GLASS)
                .replacing(
                    BY + JANE,
                    "exec-guard.io/allow-interactive-for\" : \"anna bob\", \"" + BY + JANE)),
        Arguments.of(
            List.of(
                "The break-glass in namespace payments opens nothing: it has ended at"
                    + " 2026-11-23T18:00:00Z."),
            made(GLASS).replacing(BY + JANE, BY + "lead").at("2026-11-23T18:00:00Z")),
        Arguments.of(
            List.of(
                "The break-glass in namespace incident opens nothing:"
                    + " exec-guard.io/allow-interactive-until is no RFC 3339 time with a zone, like"
                    + " 2026-11-23T14:00:00Z."),
            SampleDecision.of("namespace-created-with-a-grant", GLASS)
                .replacing("2026-11-23T18:00:00Z", "soon")),
        Arguments.of(
            List.of("glass, plain begins to mean namespace payments."),
            SampleDecision.of("label-added", GLASS, PLAIN)),
        Arguments.of(
            List.of("glass ceases to mean namespace payments. It is recorded."),
            SampleDecision.of("label-removed", GLASS)),
        Arguments.of(List.of(), SampleDecision.of("grant-removed", GLASS)));
  }

  @ParameterizedTest
  @MethodSource
  void saysWhatAChangeDoes(List<String> lines, SampleDecision sample) {
    DecisionRecord entry = sample.entry();
    assertEquals(lines, GrantWarnings.done(ruling(entry), entry));
  }

  /// A label can carry a grant to a constraint for which nobody made it.
  @Test
  void saysThatALabelCarriesAGrantToAConstraint() {
    NamespaceChangeReview carried =
        new NamespaceChangeReview(
            GrantChange.KEPT,
            Grant.of(grant("lead")),
            Optional.empty(),
            List.of(GLASS),
            List.of(),
            List.of(GLASS),
            List.of(),
            List.of());
    assertEquals(
        List.of(
            "The break-glass in namespace payments opens glass too, for which it was not made. Take"
                + " it away, and grant it anew."),
        GrantWarnings.done(carried, SampleDecision.of("label-added", GLASS).entry()));
  }
}
