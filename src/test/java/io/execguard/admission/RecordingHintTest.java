package io.execguard.admission;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.FOUR_HOURS_ON_RECORD;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Pods;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Samples;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a denial says of what would pass on record.
final class RecordingHintTest {
  private static final Constraint RECORD =
      constraint("rule", EnforcementAction.RECORD, matching(IN_PRODUCTION));
  private static final Constraint DENY = Samples.acting(RECORD, EnforcementAction.DENY);
  private static final String EXEC =
      "kubectl exec is recorded: kubectl exec -it -n payments checkout-7d9c6f8b5-x2x7k -c app"
          + " -- COMMAND";
  private static final String NO_TERMINAL =
      " unless it is recorded, and what is typed without a terminal stands in no log";
  private static final String ADD_A_TERMINAL = "Add -t to be on record, or leave -i away.";

  static Stream<Arguments> saysWhatWouldPass() {
    return Stream.of(
        Arguments.of(
            " unless it is recorded, and this one is not",
            "The cluster's webhook recorder.exec-guard.io is missing, old or was tampered with: tell"
                + " the owner of Exec Guard to register the cluster again.",
            SampleDecision.of("exec-interactive-tty", RECORD)),
        Arguments.of(
            " unless it is recorded, and this container has no terminal, whose log would have what is"
                + " typed",
            EXEC,
            SampleDecision.of("attach-interactive", RECORD)
                .in(new PodFacts.Known(Pods.plain("app")))),
        Arguments.of(
            " unless it is recorded, and whether this container has a terminal cannot be read",
            EXEC,
            SampleDecision.of("attach-interactive", RECORD)),
        Arguments.of(
            NO_TERMINAL,
            ADD_A_TERMINAL,
            SampleDecision.of("debug-ephemeral-interactive", RECORD)
                .replacing("\"tty\": true", "\"tty\": false")),
        Arguments.of(
            NO_TERMINAL,
            ADD_A_TERMINAL,
            SampleDecision.of("run-interactive", RECORD)
                .replacing("\"tty\": true", "\"tty\": false")),
        Arguments.of(
            " unless it is recorded, and this container was made with --target: process 1, into whose"
                + " log the recorder writes, is another container's there",
            "A container whose terminal is on record: kubectl debug -it --target=CONTAINER",
            underTheRecorder().in(new PodFacts.Known(Pods.lookingInto("app", "web")))),
        // No recorder shows what goes through the kubelet.
        Arguments.of("", "", SampleDecision.of("node-proxy-exec", RECORD)),
        Arguments.of("", "", SampleDecision.of("exec-interactive-tty", DENY)),
        // On record it would still be denied.
        Arguments.of(
            "",
            "",
            SampleDecision.of(
                "exec-interactive-tty",
                RECORD,
                constraint("other", EnforcementAction.DENY, RECORD.match()))));
  }

  private static SampleDecision underTheRecorder() {
    byte[] review = Reviews.bytes("exec-interactive-tty");
    return SampleDecision.ofText(
        new String(
            Rewriting.withCommand(
                review,
                Recorder.wrap(Samples.SESSION, RecorderSettings.DEFAULT, List.of("sh")),
                Samples.SESSION),
            StandardCharsets.UTF_8),
        RECORD);
  }

  @ParameterizedTest
  @MethodSource
  void saysWhatWouldPass(String why, String mend, SampleDecision sample) {
    MessageLines lines = new MessageLines();
    RecordingHint.mend(sample.entry(), lines);
    assertEquals(why, RecordingHint.of(sample.entry()));
    assertEquals(mend, lines.text());
  }

  @Test
  void saysOfGrantsThatTheyOpenWhatIsOnRecordAlone() {
    Constraint recorded = breakable(DENY, FOUR_HOURS_ON_RECORD);
    Constraint open = breakable(DENY, FOUR_HOURS);
    assertEquals(
        " (for what is on record alone)", RecordingHint.ofGrants(Stream.of(DENY, open, recorded)));
    assertEquals("", RecordingHint.ofGrants(Stream.of(DENY, open)));
  }
}
