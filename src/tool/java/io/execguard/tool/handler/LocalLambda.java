package io.execguard.tool.handler;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.execguard.aws.PlayedContext;
import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
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
  private static final int LONGEST = 16 << 20;

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
    Json tree =
        new JsonReader(LONGEST)
            .read(output.toByteArray())
            .orElseThrow(() -> new ToolException("the handler's response is no JSON"));
    Cursor response = Cursor.at("response", tree);
    return new LambdaOutcome(status(response), response.text("body"), lines);
  }

  private static PlayedContext context(Consumer<String> log) {
    Instant ends = Instant.now().plus(TIMEOUT);
    return new PlayedContext(
        UUID.randomUUID().toString(),
        "local",
        () -> (int) Math.max(0, Duration.between(Instant.now(), ends).toMillis()),
        log);
  }

  private static int status(Cursor response) {
    Cursor status = response.required("statusCode");
    if (status.json() instanceof Json.Digits(String digits, _) && digits.matches("[1-5][0-9]{2}")) {
      return Integer.parseInt(digits);
    }
    throw new ToolException("the handler's response has a statusCode that is none");
  }
}
