package io.execguard.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.infra.FakeAws.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `infra/export-evidence` where it has to wait, is stopped, and is run again. An export of a large
/// cluster takes hours, and an account has one at a time.
final class ResumedExportTest {
  /// Of a process that was killed.
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;
  private FakeAws aws = new FakeAws(Path.of(""), Path.of(""));

  @BeforeEach
  void start() throws IOException {
    aws = FakeAws.in(folder);
  }

  @Test
  void anotherExportOfTheAccountIsWaitedFor() throws Exception {
    Ended ended = aws.with("others", "2").export("prod-eu");
    ended.assertDone();
    assertTrue(ended.said().contains("another export of the account goes on"), ended.said());
    assertEquals(4, aws.asked("create-export-task").size());
  }

  /// The first is not made again, and the second is gone on with.
  @Test
  void whatWasKilledHalfWayGoesOn() throws Exception {
    aws.with("takes", "2").with("offline", "kube-apiserver-audit");
    aws.export("prod-eu").assertRefused("no export of /aws/eks/production/cluster was begun");
    aws.without("offline").with("kills", "");
    assertEquals(KILLED, aws.export("prod-eu").code());
    Ended ended = aws.without("kills").export("prod-eu");
    ended.assertDone();
    assertTrue(ended.said().contains("it lies there already, complete"), ended.said());
    assertTrue(ended.said().contains("it was begun before: task-2"), ended.said());
    assertTrue(ended.said().contains("/audit-task-2 "), ended.said());
    assertExports(2);
  }

  /// It came to its end while nobody looked: no mark was made.
  @Test
  void anExportThatWasCompletedUnseenIsNotMadeAgain() throws Exception {
    assertEquals(KILLED, aws.with("kills", "").export("prod-eu").code());
    aws.without("kills").with("looks-task-1", "0").export("prod-eu").assertDone();
    aws.export("prod-eu").assertDone();
    assertExports(2);
  }

  /// Else the report would take a bucket that somebody emptied for a quiet month.
  @Test
  void anExportWhoseBucketWasEmptiedIsMadeAgain() throws Exception {
    aws.export("prod-eu").assertDone();
    Ended ended = aws.without("keys").export("prod-eu");
    ended.assertDone();
    assertTrue(ended.said().contains("/decisions-task-3 "), ended.said());
    assertExports(4);
  }

  /// A guard that is there writes a line every five minutes, and the report takes no empty folder.
  @Test
  void aMonthWithoutALineIsExportedOnceAndSaid() throws Exception {
    String sentence = "the log group /exec-guard/exec-guard/decisions has no line from 2026-09-01";
    aws.with("nothing", "").export("prod-eu").assertRefused(sentence);
    aws.export("prod-eu").assertRefused(sentence);
    assertExports(1);
  }

  @Test
  void anExportThatFailsIsSaidAndBegunAnew() throws Exception {
    aws.with("fails", "")
        .export("prod-eu")
        .assertRefused("the export task-1 came to nothing: FAILED");
    aws.without("fails").export("prod-eu").assertDone();
    assertExports(3);
  }

  @Test
  void theWaitHasAnEndAndTheNextRunGoesOn() throws Exception {
    aws.with("takes", "300").export("prod-eu", "--hours", "1").assertRefused("that was 1 hours");
    // A look every half a minute, one before them, and one for what was begun before.
    assertEquals(122, aws.asked("describe-export-tasks").size());
    aws.with("looks-task-1", "1").with("takes", "1").export("prod-eu").assertDone();
    assertExports(2);
  }

  private void assertExports(int begun) throws IOException {
    assertEquals(begun, aws.read("tasks").lines().count(), aws.read("tasks"));
  }
}
