package io.execguard.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.json.Json;
import io.execguard.json.JsonLine;
import io.execguard.json.JsonReader;
import io.execguard.json.JsonWriter;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The function on a table: events in, responses out, each line of its log held against the schema.
public final class Function {
  public static final String CLUSTER = "prod-eu";
  public static final String TOKEN =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  public static final Instant NOW = Instant.parse("2026-11-23T16:00:01.250Z");

  private static final int LONGEST = 64 << 20;

  /// What API Gateway would hand on.
  public record Response(int status, String body) {
    public Cursor review() {
      return tree(body);
    }

    public Cursor verdict() {
      return review().required("response");
    }

    public boolean allowed() {
      return verdict().flag("allowed");
    }

    public String message() {
      return verdict().required("status").text("message");
    }
  }

  private final WebhookFunction function;
  private final List<String> lines = new ArrayList<>();
  private Consumer<String> log = lines::add;
  private Runnable answering = () -> {};

  public Function(Policy policy, NamespaceLookup namespaces) {
    this(policy, namespaces, InstantSource.fixed(NOW));
  }

  public Function(Policy policy, NamespaceLookup namespaces, InstantSource clock) {
    this(policy, namespaces, PodLookup.NONE, clock);
  }

  public Function(Policy policy, NamespaceLookup namespaces, PodLookup pods) {
    this(policy, namespaces, pods, InstantSource.fixed(NOW));
  }

  public Function(Policy policy, NamespaceLookup namespaces, PodLookup pods, InstantSource clock) {
    Cluster cluster =
        new Cluster(
            CLUSTER,
            "production",
            "eu-central-1",
            Optional.empty(),
            List.of("sha256:" + Digest.hex(TOKEN)));
    function =
        new WebhookFunction(
            Configuration.of(policy, new Fleet(List.of(cluster))), namespaces, pods, clock);
  }

  /// A lookup in which every namespace has these labels.
  public static NamespaceLookup labelled(Map<String, String> labels) {
    return (_, _, _, _) ->
        new NamespaceResult(new NamespaceFacts.Known(labels, Map.of()), Duration.ofMillis(7));
  }

  public static NamespaceLookup unavailable() {
    return (_, _, _, _) ->
        new NamespaceResult(new NamespaceFacts.Unavailable("out-of-time"), Duration.ZERO);
  }

  /// A lookup in which every pod is the same.
  public static PodLookup pods(PodFacts facts) {
    return (_, _, _, _) -> () -> facts;
  }

  /// From now on the log takes lines this way.
  public void logTo(Consumer<String> consumer) {
    log = consumer;
  }

  /// From now on this is run when an answer begins to leave.
  public void whenItAnswers(Runnable runnable) {
    answering = runnable;
  }

  /// Posts a body to a door the way the API server does.
  public Response post(String door, byte[] body) {
    return send(event(CLUSTER, TOKEN, door, body));
  }

  public Response send(byte[] event) {
    return send(new ByteArrayInputStream(event));
  }

  public Response send(InputStream event) {
    Cursor response = tree(invoke(event));
    int status =
        response.required("statusCode").json() instanceof Json.Digits(String digits, _)
            ? Integer.parseInt(digits)
            : 0;
    return new Response(status, response.text("body"));
  }

  /// What the check before traffic moves invokes it with.
  ///
  /// @param review one of [Reviews]
  public static String rehearsal(String cluster, String door, String review) {
    return new String(
        JsonLine.of(
            json -> {
              json.writeBooleanProperty("rehearsal", true);
              json.writeObjectPropertyStart("pathParameters");
              json.writeStringProperty("cluster", cluster);
              json.writeStringProperty("door", door);
              json.writeEndObject();
              json.writeObjectPropertyStart("headers");
              json.writeStringProperty("Content-Type", "application/json");
              json.writeEndObject();
              json.writeStringProperty("body", Reviews.text(review));
            }),
        StandardCharsets.UTF_8);
  }

  /// A direct invocation, and what the function writes.
  public String invoke(String event) {
    return invoke(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }

  private String invoke(InputStream event) {
    ByteArrayOutputStream output =
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] answer) throws IOException {
            answering.run();
            super.write(answer);
          }
        };
    try {
      function.handleRequest(event, output, context());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  /// Every line so far but the policy's own.
  public List<String> lines() {
    return lines.stream().filter(line -> !tree(line).text("type").equals("policy")).toList();
  }

  public List<String> allLines() {
    return List.copyOf(lines);
  }

  /// The only line, apart from the policy's own.
  public Cursor line() {
    List<String> found = lines();
    if (found.size() != 1) {
      throw new AssertionError("expected one line, got " + found);
    }
    return tree(found.getFirst());
  }

  public static byte[] event(String cluster, String token, String door, byte[] body) {
    return event(
        json -> {
          json.writeObjectPropertyStart("headers");
          json.writeStringProperty("content-type", "application/json");
          json.writeEndObject();
          path(json, cluster, token, door);
          json.writeStringProperty("body", Base64.getEncoder().encodeToString(body));
          json.writeBooleanProperty("isBase64Encoded", true);
        });
  }

  /// An event with other members than the usual ones.
  public static byte[] event(Consumer<JsonWriter> members) {
    return event(members, Optional.empty());
  }

  /// An event that API Gateway took at a time.
  public static byte[] event(Consumer<JsonWriter> members, Instant taken) {
    return event(members, Optional.of(taken));
  }

  private static byte[] event(Consumer<JsonWriter> members, Optional<Instant> taken) {
    return JsonLine.of(
        json -> {
          json.writeObjectPropertyStart("requestContext");
          json.writeStringProperty("requestId", "gateway-1");
          taken.ifPresent(
              time -> json.writeNumberProperty("requestTimeEpoch", time.toEpochMilli()));
          json.writeEndObject();
          members.accept(json);
        });
  }

  public static void path(JsonWriter json, String cluster, String token, String door) {
    json.writeObjectPropertyStart("pathParameters");
    json.writeStringProperty("cluster", cluster);
    json.writeStringProperty("token", token);
    json.writeStringProperty("door", door);
    json.writeEndObject();
  }

  public static Cursor tree(String json) {
    return Cursor.at(
        "document",
        new JsonReader(LONGEST).read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }

  /// Lambda's context where nobody looks at the log.
  public static Context quietContext() {
    return loggingTo(_ -> {});
  }

  /// Lambda's context where nobody holds the lines against the schema.
  public static Context loggingTo(Consumer<byte[]> log) {
    return context(
        new LambdaLogger() {
          @Override
          public void log(String message) {
            log.accept(message.getBytes(StandardCharsets.UTF_8));
          }

          @Override
          public void log(byte[] message) {
            log.accept(message);
          }
        });
  }

  private Context context() {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            throw new AssertionError("a text would be escaped into another JSON line");
          }

          @Override
          public void log(byte[] message) {
            throw new AssertionError("a line without a level could be filtered");
          }

          @Override
          public void log(byte[] message, LogLevel level) {
            String line = new String(message, StandardCharsets.UTF_8);
            if (!line.endsWith("\n")) {
              throw new AssertionError("a line ends in a line feed");
            }
            Function.this.log.accept(
                RecordSchema.requireValid(line.substring(0, line.length() - 1)));
          }
        };
    return context(logger);
  }

  private static Context context(LambdaLogger logger) {
    return (Context)
        Proxy.newProxyInstance(
            Function.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getLogger" -> logger;
                  case "getAwsRequestId" -> "lambda-1";
                  case "getFunctionVersion" -> "7";
                  case "getRemainingTimeInMillis" -> 10_000;
                  default -> throw new AssertionError("not asked for so far: " + method);
                });
  }
}
