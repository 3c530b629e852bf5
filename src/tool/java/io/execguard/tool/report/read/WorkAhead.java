package io.execguard.tool.report.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

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

  private record Given<T>(FutureTask<T> task, long bytes) {}

  private final Consumer<T> results;
  private final Deque<Given<T>> given = new ArrayDeque<>();
  private long bytes;

  /// @param results takes what comes of each piece, in the thread of whoever gives them
  public WorkAhead(Consumer<T> results) {
    this.results = results;
  }

  /// Gives a piece, and takes the results for which there is no more room.
  ///
  /// @param work touches nothing that another piece or the giving thread changes
  /// @param size in memory, in bytes, about
  public void give(Callable<T> work, long size) {
    FutureTask<T> task = new FutureTask<>(work);
    given.addLast(new Given<>(task, size));
    bytes += size;
    ForkJoinPool.commonPool().execute(task);
    while (bytes > AHEAD) {
      take();
    }
  }

  /// Takes all results that are left.
  public void finish() {
    while (!given.isEmpty()) {
      take();
    }
  }

  private void take() {
    Given<T> first = given.removeFirst();
    bytes -= first.bytes();
    // Does nothing where another thread has begun with it.
    first.task().run();
    Iterator<Given<T>> last = given.descendingIterator();
    while (!first.task().isDone() && last.hasNext()) {
      last.next().task().run();
    }
    results.accept(result(first.task()));
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
