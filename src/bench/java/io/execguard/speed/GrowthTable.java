package io.execguard.speed;

import io.execguard.speed.Benchmarks.Sampled;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.runner.RunnerException;

/// Runs [GrowthBenchmark] and prints what more of a thing adds: see
/// `src/test/speed/measure-growth`.
final class GrowthTable {
  private static final Duration MEASURING = Duration.ofMillis(700);

  private static final String METHODS = "handler|handlerFloor";

  private GrowthTable() {}

  /// Prints the table.
  public static void main(String[] arguments) throws RunnerException {
    Benchmarks benchmarks = new Benchmarks(MEASURING);
    MarkdownTable table =
        new MarkdownTable(
            "what grows",
            "count",
            "median, of the fewest's",
            "Jackson's, of the fewest's",
            "of ten times fewer's",
            "allocated, KB");
    for (Growth growth : Growth.values()) {
      double fewest = 0;
      double floor = 0;
      double before = 0;
      for (int count : growth.counts()) {
        Map<String, Sampled> took =
            benchmarks.run(
                GrowthBenchmark.class,
                METHODS,
                "grown",
                growth.name() + ":" + count,
                DeployedFlags.all());
        Sampled handler = Objects.requireNonNull(took.get("handler"));
        Sampled jackson = Objects.requireNonNull(took.get("handlerFloor"));
        boolean first = count == growth.counts().getFirst();
        fewest = first ? handler.median() : fewest;
        floor = first ? jackson.median() : floor;
        table.row(
            growth.what(),
            String.valueOf(count),
            MarkdownTable.ratio(handler.median(), fewest),
            MarkdownTable.ratio(jackson.median(), floor),
            first ? "" : MarkdownTable.ratio(handler.median(), before),
            handler.kilobytes());
        before = handler.median();
      }
      System.err.println(growth.what() + ": measured");
    }
    System.out.print(table);
  }
}
