package io.execguard.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.DecisionSteps;
import io.execguard.admission.ReviewResult;
import io.execguard.policy.Decision;
import io.execguard.testing.Function;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A benchmark that measures a refusal, or less than it says, would be quick.
final class MeasuredHandlerTest {
  @ParameterizedTest
  @EnumSource
  void answersEachReviewWithTheDecisionThatItIsMeasuredFor(MeasuredReview review) {
    MeasuredHandler handler = MeasuredHandler.of(review);

    assertEquals(bytes(handler.answered()), handler.answer());
    var verdict =
        Function.tree(Function.tree(handler.answered()).text("body")).required("response");
    assertEquals(review == MeasuredReview.COMMAND, verdict.flag("allowed"));
  }

  @ParameterizedTest
  @EnumSource
  void theFloorWritesAsManyBytesAsTheHandler(MeasuredReview review) {
    MeasuredHandler handler = MeasuredHandler.of(review);
    JacksonFloor floor = handler.floor();

    assertEquals(bytes(handler.recorded().strip()) + bytes(handler.answered()), floor.write());
    assertTrue(floor.readAndWrite() > floor.write() + review.bytes().length / 3);
  }

  @ParameterizedTest
  @EnumSource
  void thePartsComeToWhatTheWholeDoes(MeasuredReview review) {
    DecisionSteps steps =
        new DecisionSteps(review.text(), review.door(), MeasuredHandler.shipped());

    assertTrue(steps.read() instanceof ReviewResult.Readable);
    assertEquals(
        review == MeasuredReview.COMMAND, steps.decide() instanceof Decision.Allow, review::text);
    assertEquals(2, steps.write().size());
  }

  @Test
  void theLargestReviewIsAMebibyte() {
    assertTrue(MeasuredReview.MEBIBYTE.bytes().length > 1 << 20);
    assertFalse(MeasuredReview.EXEC.text().strip().contains("\n"));
  }

  /// Lambda's runtime collects before the snapshot, and the first answer after a restore took half
  /// as long again for it.
  @Test
  void nothingCollectsBeforeTheSnapshot() {
    assertTrue(DeployedFlags.all().contains("-XX:+DisableExplicitGC"));
  }

  @Test
  void theFlagsAreTheTemplates() {
    assertTrue(DeployedFlags.all().contains("-XX:TieredStopAtLevel=1"));
    assertTrue(DeployedFlags.all().contains("-XX:+UseSerialGC"));
    assertTrue(DeployedFlags.all().contains("-XX:MaxRAM=1024m"));
    assertTrue(DeployedFlags.all().contains("-Xmn32m"));
    assertEquals(
        List.of("-XX:TieredStopAtLevel=1"),
        DeployedFlags.all().stream()
            .filter(flag -> !DeployedFlags.withBothCompilers().contains(flag))
            .toList());
  }

  @Test
  void aTableReadsTheSameOnATerminalAndInADocument() {
    MarkdownTable table = new MarkdownTable("what", "ratio");
    table.row("handler", MarkdownTable.ratio(13, 2));

    assertEquals(
        """
        | what    | ratio |
        | ------- | ----- |
        | handler | 6.50  |
        """,
        table.toString());
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
