package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the tests themselves ask LocalStack, by AWS's own protocols: each start of AWS's command
/// line takes more than half a second of a processor. LocalStack reads the service in a request's
/// signature, and does not check it.
record AwsCalls(HttpClient client, URI endpoint) implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  static AwsCalls to(URI endpoint) {
    return new AwsCalls(HttpClient.newHttpClient(), endpoint);
  }

  /// The version that a function's alias means.
  String version(String function, String alias) {
    HttpRequest request =
        request("lambda", "/2015-03-31/functions/" + function + "/aliases/" + alias).GET().build();
    return answer(request).path("FunctionVersion").asString("");
  }

  /// What a function answers.
  ///
  /// @throws AssertionError where it fails, with its words
  JsonNode invoke(String function, String payload) {
    return answer(
        request("lambda", "/2015-03-31/functions/" + function + "/invocations")
            .POST(BodyPublishers.ofString(payload))
            .build());
  }

  /// The messages of a log group, from its beginning.
  List<String> messages(String logGroup) {
    List<String> messages = new ArrayList<>();
    String page = "";
    do {
      JsonNode answer =
          logs(
              page.isEmpty()
                  ? Map.of("logGroupName", logGroup)
                  : Map.of("logGroupName", logGroup, "nextToken", page));
      answer.path("events").forEach(event -> messages.add(event.path("message").asString("")));
      page = answer.path("nextToken").asString("");
    } while (!page.isEmpty());
    return messages;
  }

  private JsonNode logs(Map<String, String> question) {
    return answer(
        request("logs", "/")
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Logs_20140328.FilterLogEvents")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(question)))
            .build());
  }

  private HttpRequest.Builder request(String service, String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20261125/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                .formatted(LocalAws.REGION, service));
  }

  private JsonNode answer(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200
          || response.headers().firstValue("X-Amz-Function-Error").isPresent()) {
        throw new AssertionError(request + ": " + response + " " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
