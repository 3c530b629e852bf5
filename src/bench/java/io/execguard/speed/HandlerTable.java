package io.execguard.speed;

import io.execguard.speed.Benchmarks.Sampled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.runner.RunnerException;

/// Runs [HandlerBenchmark] and prints what each part takes in units of its floor: see
/// `src/test/speed/measure-handler`.
final class HandlerTable {
  private static final String WHOLE = "handler";

  /// What each part is compared with beside the whole floor, which is a decision's own, too: it
  /// reads and writes nothing.
  private static final Map<String, String> FLOORS =
      Map.of(
          WHOLE,
          "handlerFloor",
          "read",
          "readFloor",
          "decide",
          "handlerFloor",
          "write",
          "writeFloor");

  private final MarkdownTable table =
      new MarkdownTable(
          "compilers",
          "review",
          "part",
          "median, of Jackson's for it",
          "median, of Jackson's for all",
          "p99, medians",
          "Jackson's p99",
          "allocated, KB",
          "Jackson's, KB");
  private final Benchmarks benchmarks;

  private HandlerTable(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  /// Prints the table.
  ///
  /// @param arguments `--smoke` for a tenth of the time, which says that it runs and no more
  public static void main(String[] arguments) throws RunnerException {
    boolean smoke = List.of(arguments).equals(List.of("--smoke"));
    HandlerTable handler = new HandlerTable(new Benchmarks(Duration.ofMillis(smoke ? 100 : 600)));
    for (MeasuredReview review :
        smoke ? new MeasuredReview[] {MeasuredReview.EXEC} : MeasuredReview.values()) {
      handler.add(
          "the first, as deployed",
          review,
          List.of(WHOLE, "read", "decide", "write"),
          DeployedFlags.all());
      handler.add("both", review, List.of(WHOLE), DeployedFlags.withBothCompilers());
      System.err.println(review + " is measured");
    }
    System.out.print(handler.table);
  }

  private void add(String compilers, MeasuredReview review, List<String> parts, List<String> flags)
      throws RunnerException {
    Map<String, Sampled> took =
        benchmarks.run(HandlerBenchmark.class, methods(parts), "review", review.name(), flags);
    Sampled whole = Objects.requireNonNull(took.get(FLOORS.get(WHOLE)));
    for (String part : parts) {
      Sampled measured = Objects.requireNonNull(took.get(part));
      Sampled floor = Objects.requireNonNull(took.get(FLOORS.get(part)));
      table.row(
          compilers,
          review.name(),
          part,
          MarkdownTable.ratio(measured.median(), floor.median()),
          MarkdownTable.ratio(measured.median(), whole.median()),
          measured.tail(),
          floor.tail(),
          measured.kilobytes(),
          floor.kilobytes());
    }
  }

  private static String methods(List<String> parts) {
    return String.join("|", parts)
        + "|"
        + String.join("|", parts.stream().map(FLOORS::get).toList());
  }
}
