package io.execguard.tool.report.read;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Pieces of work that other processors do ahead, in the JVM's own pool, and what comes of them in
/// the order in which they were given. Whoever waits for a piece does it, or another of them, where
/// no other processor has begun with it: with one processor all is done as without this.
public final class WorkAhead<T> {
  /// Bytes of what is worked on, together: a few hundred lines, so that no processor waits for the
  /// other, in a 256th of the smallest memory that a report of any use has. A piece that is larger
  /// is waited for alone.
  private static final int AHEAD = 1 << 18;

  /// As large as a piece should be at least: it takes a hundred times as long as to hand it over.
  public static final int PIECE = 1 << 15;

  private static final int OTHERS = ForkJoinPool.getCommonPoolParallelism();

  private record Given<T>(FutureTask<T> task, long bytes) {}

  private final Consumer<T> results;
  private final Queue<Given<T>> given = new ArrayDeque<>();
  private long bytes;

  /// Of the pieces given, those that nobody has begun with. The pool does not hold them: where none
  /// of its threads comes, it would hold them until the end.
  private final Queue<FutureTask<T>> open = new ConcurrentLinkedQueue<>();

  private final AtomicInteger helpers = new AtomicInteger();

  /// @param results takes what comes of each piece, in the thread of whoever gives them
  public WorkAhead(Consumer<T> results) {
    this.results = results;
  }

  /// Gives a piece, and takes the results for which there is no more room.
  ///
  /// @param work touches nothing that another piece or the giving thread changes
  /// @param size in memory, in bytes, about
  public void give(Supplier<T> work, long size) {
    FutureTask<T> task = new FutureTask<>(work::get);
    given.add(new Given<>(task, size));
    bytes += size;
    open.add(task);
    if (helpers.get() < OTHERS) {
      helpers.incrementAndGet();
      askForHelp();
    }
    while (bytes > AHEAD) {
      take();
    }
  }

  /// Where no thread can be made, as in a container that may have no more processes, all is done
  /// without.
  private void askForHelp() {
    try {
      ForkJoinPool.commonPool().execute(this::help);
    } catch (OutOfMemoryError | RejectedExecutionException _) {
      // It stays counted, so that nobody asks again.
    }
  }

  /// Takes all results that are left.
  public void finish() {
    while (!given.isEmpty()) {
      take();
    }
  }

  private void take() {
    Given<T> first = given.remove();
    bytes -= first.bytes();
    while (!first.task().isDone()) {
      FutureTask<T> next = open.poll();
      if (next == null) {
        break;
      }
      next.run();
    }
    results.accept(result(first.task()));
  }

  private void help() {
    for (FutureTask<T> next = open.poll(); next != null; next = open.poll()) {
      next.run();
    }
    helpers.decrementAndGet();
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException problem -> throw problem;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
