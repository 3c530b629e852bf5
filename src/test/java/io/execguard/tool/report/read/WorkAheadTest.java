package io.execguard.tool.report.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorkAheadTest {
  private static final int PIECES = 2_000;
  private static final List<Integer> ALL = IntStream.range(0, PIECES).boxed().toList();

  private final List<Integer> taken = new ArrayList<>();
  private final WorkAhead<Integer> ahead = new WorkAhead<>(taken::add);

  @Test
  void takesResultsInTheOrderOfTheWork() {
    giveAll();
    assertEquals(ALL, taken);
  }

  /// Where the machine has one processor, or all others are busy, nobody else does the work; the
  /// pool held each piece that it had not come to, and the results with them, until memory ended.
  @Test
  void doesAllByItselfWhereNoOtherProcessorIsFree() {
    CountDownLatch end = new CountDownLatch(1);
    int others = ForkJoinPool.getCommonPoolParallelism();
    CountDownLatch busy = new CountDownLatch(others);
    for (int i = 0; i < others; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                busy.countDown();
                await(end);
              });
    }
    await(busy);
    try {
      giveAll();
      assertEquals(ALL, taken);
      int held = ForkJoinPool.commonPool().getQueuedSubmissionCount();
      assertTrue(held <= others, () -> held + " pieces are held");
    } finally {
      end.countDown();
    }
  }

  /// Sixteen lines of 16 MB each were in memory at once, where one was before.
  @Test
  void waitsForALargePieceAlone() {
    AtomicInteger open = new AtomicInteger();
    List<Integer> most = new ArrayList<>();
    WorkAhead<Integer> large =
        new WorkAhead<>(
            result -> {
              most.add(result);
              open.decrementAndGet();
            });
    for (int i = 0; i < 20; i++) {
      large.give(open::incrementAndGet, 16 << 20);
    }
    large.finish();
    assertEquals(20, most.size());
    assertTrue(most.stream().allMatch(some -> some == 1), most::toString);
  }

  /// Out of memory in a thread of which nobody hears would end a report that looks whole.
  @Test
  void whatFailsFailsInItsTurn() {
    OutOfMemoryError error = new OutOfMemoryError("of a test");
    assertSame(error, failing(() -> fail(error)));
    assertEquals(List.of(1), taken);
  }

  @Test
  void aBugInAPieceIsThatBug() {
    IllegalStateException bug = new IllegalStateException("of a test");
    assertSame(bug, failing(() -> fail(bug)));
    assertEquals(List.of(1), taken);
  }

  private void giveAll() {
    AtomicInteger spent = new AtomicInteger();
    for (int piece : ALL) {
      ahead.give(
          () -> {
            // Pieces take longer or shorter, so that they do not end in their order.
            for (int i = 0; i < piece % 7 * 1_000; i++) {
              spent.incrementAndGet();
            }
            return piece;
          },
          WorkAhead.PIECE);
    }
    ahead.finish();
  }

  private Throwable failing(Supplier<Integer> work) {
    ahead.give(() -> 1, WorkAhead.PIECE);
    ahead.give(work, WorkAhead.PIECE);
    ahead.give(() -> 3, WorkAhead.PIECE);
    return assertThrows(Throwable.class, ahead::finish);
  }

  private static int fail(Throwable problem) {
    switch (problem) {
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalArgumentException(problem);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
