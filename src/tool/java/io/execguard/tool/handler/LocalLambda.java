package io.execguard.tool.handler;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.execguard.aws.PlayedContext;
import io.execguard.tool.terminal.ToolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// Calls the handler as Lambda would.
public final class LocalLambda {
  /// The function's timeout, as it is deployed.
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final RequestStreamHandler handler;

  public LocalLambda(RequestStreamHandler handler) {
    this.handler = handler;
  }

  /// Calls it with an event of API Gateway.
  ///
  /// @throws ToolException where the handler's response is none that API Gateway takes
  public LambdaOutcome call(byte[] event) {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event), output, context(line -> lines.add(line.strip())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LambdaOutcome.of(output.toByteArray(), lines);
  }

  private static PlayedContext context(Consumer<String> log) {
    Instant ends = Instant.now().plus(TIMEOUT);
    return new PlayedContext(
        UUID.randomUUID().toString(),
        "local",
        () -> (int) Math.max(0, Duration.between(Instant.now(), ends).toMillis()),
        log);
  }
}
