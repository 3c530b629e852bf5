package io.execguard.tool.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.execguard.tool.handler.LambdaOutcome;
import io.execguard.tool.handler.LocalLambda;
import io.execguard.tool.handler.WebhookEvent;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/// Plays API Gateway's REST API over HTTPS in front of a handler: the same events, the same answers
/// where the handler is slow, breaks or answers badly.
public final class Gateway implements AutoCloseable {
  static {
    // Without it an answer waits for the acknowledgement of its own headers: 40 ms each.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final Pattern ROUTE = Pattern.compile("/v1/clusters/([^/]+)/([^/]+)/([^/]+)");

  /// What API Gateway takes.
  private static final int LONGEST_BODY = 10 << 20;

  /// What Lambda takes of an event.
  private static final int LONGEST_EVENT = 6 << 20;

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private final LocalLambda lambda;
  private final Duration integrationTimeout;
  private final Consumer<String> lines;
  private volatile boolean closed;

  /// Listens from now on.
  ///
  /// @param integrationTimeout how long the handler may take before the answer is 504
  /// @param lines gets each line that the handler logs, before its answer leaves; none where it is
  ///   late
  public Gateway(
      InetSocketAddress address,
      SSLContext tls,
      RequestStreamHandler handler,
      Duration integrationTimeout,
      Consumer<String> lines) {
    this.lambda = new LocalLambda(handler);
    this.integrationTimeout = integrationTimeout;
    this.lines = lines;
    if (address.isUnresolved()) {
      throw new ToolException(address.getHostString() + " is no host that this machine knows");
    }
    try {
      server = HttpsServer.create(address, 0);
    } catch (BindException e) {
      throw new ToolException(
          address.getHostString()
              + ":"
              + address.getPort()
              + " cannot be listened on ("
              + e.getMessage()
              + "); choose another with --listen, port 0 takes any free one");
    } catch (IOException e) {
      throw new ToolException("no server can be started: " + e.getMessage());
    }
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::exchange);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// The handler runs in the thread that serves the exchange: to hand each call over to another and
  /// back takes longer than all else that is done here.
  private void exchange(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    AtomicBoolean answered = new AtomicBoolean();
    Thread handler = Thread.currentThread();
    // Cancelled it holds nothing more, and goes when its time comes.
    Future<?> late =
        watch.schedule(
            () -> threads.execute(() -> timeOut(handler, exchange, answered)),
            integrationTimeout.toMillis(),
            TimeUnit.MILLISECONDS);
    LambdaOutcome outcome = outcome(exchange, body);
    late.cancel(false);
    // What close() has interrupted is no decision that anybody gets.
    if (!closed && !answered.getAndSet(true)) {
      outcome.lines().forEach(lines);
      send(outcome, exchange);
    }
  }

  private static void timeOut(Thread handler, HttpExchange exchange, AtomicBoolean answered) {
    if (!answered.getAndSet(true)) {
      handler.interrupt();
      try {
        send(itself(504, "Endpoint request timed out"), exchange);
      } catch (IOException _) {
        // Who asked has hung up.
      }
    }
  }

  private static void send(LambdaOutcome outcome, HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] content = outcome.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(outcome.status(), content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    }
  }

  /// What API Gateway itself says is in its own words.
  private LambdaOutcome outcome(HttpExchange exchange, byte[] body) {
    Matcher route = ROUTE.matcher(exchange.getRequestURI().getRawPath());
    if (!route.matches() || !exchange.getRequestMethod().equals("POST")) {
      return itself(403, "Missing Authentication Token");
    }
    if (body.length > LONGEST_BODY) {
      return itself(413, "Request Too Long");
    }
    byte[] event = event(exchange, route, body).json();
    return event.length > LONGEST_EVENT ? itself(413, "Request Too Long") : integrate(event);
  }

  private static WebhookEvent event(HttpExchange exchange, Matcher route, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getLast()));
    return new WebhookEvent(
        decoded(route.group(1)),
        decoded(route.group(2)),
        decoded(route.group(3)),
        headers,
        patience(exchange),
        new String(body, StandardCharsets.UTF_8),
        UUID.randomUUID().toString(),
        Optional.of(Instant.now()));
  }

  private LambdaOutcome integrate(byte[] event) {
    try {
      return lambda.call(event);
    } catch (RuntimeException | Error _) {
      return itself(502, "Internal server error");
    }
  }

  private static LambdaOutcome itself(int status, String message) {
    return new LambdaOutcome(status, "{\"message\": \"" + message + "\"}", List.of());
  }

  private static String patience(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query != null && query.startsWith("timeout=")
        ? query.substring("timeout=".length())
        : "";
  }

  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// Answers no one from now on, and returns when the port is free.
  @Override
  public void close() {
    closed = true;
    server.stop(0);
    watch.shutdownNow();
    threads.shutdownNow();
  }
}
