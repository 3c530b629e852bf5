package io.execguard.speed;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// JMH's runs, a virtual machine for each benchmark, with what stands beside a benchmark right
/// after it.
final class Benchmarks {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /// JMH's: Java 24 and later warn of it.
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  /// Who calls what is to be compiled waits for it: what is measured is compiled, however little
  /// the compiler's own thread gets of the processors.
  private static final String WAITING = "-XX:-BackgroundCompilation";

  /// Long enough to be taken from the processor some times.
  private static final Duration SHARE = Duration.ofMillis(100);

  private final Duration measuring;

  /// @param measuring of the processor's time, each benchmark, and as long before it to warm up
  Benchmarks(Duration measuring) {
    this.measuring = measuring;
  }

  /// Of one benchmark: nanoseconds and bytes.
  record Sampled(double median, double p99, double bytes) {
    static Sampled of(RunResult result) {
      var times = result.getPrimaryResult().getStatistics();
      return new Sampled(
          times.getPercentile(50),
          times.getPercentile(99),
          Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore());
    }

    String kilobytes() {
      return MarkdownTable.number(bytes / 1000);
    }

    /// How much the slowest of a hundred take longer than most.
    String tail() {
      return MarkdownTable.ratio(p99, median);
    }
  }

  /// JMH counts on the clock, and where others use the processors as well, a virtual machine gets
  /// as warm as it should in the more time.
  private TimeValue onTheClock() {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long began = System.nanoTime();
    long first = thread.getCurrentThreadCpuTime();
    while (thread.getCurrentThreadCpuTime() - first < SHARE.toNanos()) {
      Thread.onSpinWait();
    }
    long took = System.nanoTime() - began;
    return TimeValue.milliseconds(measuring.toMillis() * took / SHARE.toNanos());
  }

  /// What the benchmarks of a class took, by their methods' names.
  ///
  /// @param methods alternatives of a regular expression
  /// @param value of the benchmark's parameter
  Map<String, Sampled> run(
      Class<?> type, String methods, String parameter, String value, List<String> flags)
      throws RunnerException {
    TimeValue time = onTheClock();
    var options =
        new OptionsBuilder()
            .include(type.getName().replace(".", "\\.") + "\\.(" + methods + ")$")
            .param(parameter, value)
            .jvmArgs(flags.toArray(String[]::new))
            .jvmArgsAppend(UNSAFE, WAITING)
            .forks(1)
            .warmupIterations(1)
            .warmupTime(time)
            .measurementIterations(1)
            .measurementTime(time)
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    Map<String, Sampled> sampled = new TreeMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      sampled.put(name.substring(name.lastIndexOf('.') + 1), Sampled.of(result));
    }
    return sampled;
  }
}
