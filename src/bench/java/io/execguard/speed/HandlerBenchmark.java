package io.execguard.speed;

import io.execguard.admission.DecisionSteps;
import io.execguard.admission.ReviewResult;
import io.execguard.policy.Decision;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The handler and its parts, each beside Jackson with the same bytes.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandlerBenchmark {
  @Param MeasuredReview review = MeasuredReview.EXEC;

  private MeasuredHandler handler = MeasuredHandler.of(review);
  private DecisionSteps steps = steps();
  private byte[] body = review.bytes();
  private JacksonFloor whole = handler.floor();
  private JacksonFloor written = new JacksonFloor(body, steps.write());

  @Setup
  public void prepare() {
    handler = MeasuredHandler.of(review);
    steps = steps();
    body = review.bytes();
    whole = handler.floor();
    written = new JacksonFloor(body, steps.write());
  }

  private DecisionSteps steps() {
    return new DecisionSteps(review.text(), review.door(), MeasuredHandler.shipped());
  }

  @Benchmark
  public int handler() {
    return handler.answer();
  }

  @Benchmark
  public int handlerFloor() {
    return whole.readAndWrite();
  }

  @Benchmark
  public ReviewResult read() {
    return steps.read();
  }

  @Benchmark
  public int readFloor() {
    return JacksonFloor.read(body);
  }

  @Benchmark
  public Decision decide() {
    return steps.decide();
  }

  @Benchmark
  public List<byte[]> write() {
    return steps.write();
  }

  @Benchmark
  public int writeFloor() {
    return written.write();
  }
}
