package io.execguard.speed;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The handler with more of one thing.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrowthBenchmark {
  /// A [Growth], a colon and how many.
  @Param("CLUSTERS:1")
  String grown = "CLUSTERS:1";

  private MeasuredHandler handler = made();
  private JacksonFloor floor = handler.floor();

  @Setup
  public void prepare() {
    handler = made();
    floor = handler.floor();
  }

  private MeasuredHandler made() {
    int colon = grown.indexOf(':');
    return Growth.valueOf(grown.substring(0, colon))
        .handler(Integer.parseInt(grown.substring(colon + 1)));
  }

  @Benchmark
  public int handler() {
    return handler.answer();
  }

  @Benchmark
  public int handlerFloor() {
    return floor.readAndWrite();
  }
}
