package io.execguard.cluster;

import com.sun.net.httpserver.HttpExchange;
import io.execguard.testing.Stub;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A function under Lambda's runtime client as SnapStart has it: the runtime runs the hooks before
/// the snapshot, waits, and runs those after a restore. No snapshot is taken: the process itself
/// goes on.
final class RestoredFunction implements AutoCloseable {
  private static final int PATIENCE_S = 60;

  private final CountDownLatch primed = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final Stub api = Stub.http(this::answer);
  private final FunctionFolder function;
  private final Daemon daemon;
  private volatile long began;

  private record Answer(String text, long arrived) {}

  private RestoredFunction(FunctionFolder function, List<String> flags) throws IOException {
    this.function = function;
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put("AWS_LAMBDA_RUNTIME_API", api.uri().getAuthority());
    daemon = Daemon.start(function.supervisor(), "runtime", function.java(flags), environment);
  }

  /// Returns when the hooks before the snapshot have run.
  static RestoredFunction primed(FunctionFolder function, List<String> flags)
      throws IOException, InterruptedException {
    RestoredFunction restored = new RestoredFunction(function, flags);
    if (!restored.primed.await(PATIENCE_S, TimeUnit.SECONDS)) {
      restored.daemon.requireAlive();
      throw new IllegalStateException("The hooks do not end");
    }
    return restored;
  }

  /// Restores it, with a call that waits already.
  ///
  /// @return nanoseconds from then to the answer: the hooks after a restore are in it
  long restore() throws InterruptedException {
    events.add(function.event());
    long restoredAt = System.nanoTime();
    restored.countDown();
    return answered().arrived() - restoredAt;
  }

  /// Nanoseconds from when it gets the next call to the answer.
  long call() throws InterruptedException {
    events.add(function.event());
    Answer answer = answered();
    return answer.arrived() - began;
  }

  private Answer answered() throws InterruptedException {
    Answer answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
    daemon.requireAlive();
    if (answer == null || !answer.text().contains(function.expected())) {
      throw new IllegalStateException("It answers " + answer);
    }
    return answer;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try {
      if (path.endsWith("/restore/next")) {
        primed.countDown();
        restored.await();
        Stub.send(exchange, 200, "");
      } else if (path.endsWith("/invocation/next")) {
        next(exchange);
      } else {
        answers.add(new Answer(api.last().body(), System.nanoTime()));
        Stub.send(exchange, 202, "");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    String event = events.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
    headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 10_000));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:111122223333:function:exec-guard");
    began = System.nanoTime();
    Stub.json(200, event).to(exchange);
  }

  @Override
  public void close() {
    daemon.process().destroyForcibly();
    api.close();
  }
}
