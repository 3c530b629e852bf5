package io.execguard.cluster;

import com.sun.net.httpserver.HttpExchange;
import io.execguard.testing.Stub;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What LocalStack does not serve, as AWS's API reference describes it: one cluster of EKS with its
/// access entries, and CodeDeploy's answer to a hook.
final class EksStub implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String name;
  private final Map<String, List<String>> entries = new ConcurrentHashMap<>();
  private final List<String> verdicts = new ArrayList<>();
  private final Stub stub;
  private String endpoint = "";
  private String authority = "";
  private boolean refusesEntries;

  EksStub(String name) {
    this.name = name;
    stub = Stub.http(this::answer);
  }

  URI uri() {
    return stub.uri();
  }

  /// From now on the cluster is there.
  void leadsTo(URI server, String certificates) {
    endpoint = server.toString();
    authority = certificates;
  }

  /// Whether the caller lacks `eks:CreateAccessEntry`.
  void refusesEntries(boolean refuses) {
    refusesEntries = refuses;
  }

  /// Whoever had an entry has these groups now.
  void regroup(List<String> groups) {
    entries.replaceAll((_, _) -> groups);
  }

  /// The groups of each principal.
  Map<String, List<String>> entries() {
    return Map.copyOf(entries);
  }

  /// What CodeDeploy was told of new versions: `Succeeded` or `Failed`.
  List<String> verdicts() {
    return List.copyOf(verdicts);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String cluster = "/clusters/" + name;
    if (path.equals("/")) {
      JsonNode told = JSON.readTree(stub.asked().getLast().body());
      verdicts.add(told.path("status").asString(""));
      send(exchange, 200, Map.of());
    } else if (!path.startsWith(cluster)) {
      fail(exchange, 404, "ResourceNotFoundException", "No cluster found for name");
    } else if (path.equals(cluster)) {
      send(exchange, 200, Map.of("cluster", described()));
    } else {
      String rest = path.substring((cluster + "/access-entries").length());
      entry(exchange, URLDecoder.decode(rest.replaceFirst("^/", ""), StandardCharsets.UTF_8));
    }
  }

  private Map<String, ?> described() {
    return Map.of(
        "name",
        name,
        "status",
        "ACTIVE",
        "version",
        "1.36",
        "endpoint",
        endpoint,
        "certificateAuthority",
        Map.of("data", authority),
        "accessConfig",
        Map.of("authenticationMode", "API"),
        "logging",
        Map.of(
            "clusterLogging", List.of(Map.of("types", List.of("api", "audit"), "enabled", true))));
  }

  private void entry(HttpExchange exchange, String principal) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        JsonNode asked = JSON.readTree(stub.asked().getLast().body());
        if (refusesEntries && principal.isEmpty()) {
          fail(exchange, 403, "AccessDeniedException", "not authorized: eks:CreateAccessEntry");
          return;
        }
        List<String> groups = new ArrayList<>();
        asked.path("kubernetesGroups").forEach(group -> groups.add(group.asString("")));
        String whose = asked.path("principalArn").asString(principal);
        entries.put(whose, List.copyOf(groups));
        send(exchange, 200, Map.of("accessEntry", entry(whose)));
      }
      case "GET" -> {
        if (entries.containsKey(principal)) {
          send(exchange, 200, Map.of("accessEntry", entry(principal)));
        } else {
          fail(exchange, 404, "ResourceNotFoundException", "no such access entry");
        }
      }
      case "DELETE" -> {
        if (entries.remove(principal) == null) {
          fail(exchange, 404, "ResourceNotFoundException", "no such access entry");
        } else {
          send(exchange, 200, Map.of());
        }
      }
      default -> fail(exchange, 405, "InvalidRequestException", "not in the stub");
    }
  }

  private Map<String, ?> entry(String principal) {
    return Map.of(
        "principalArn",
        principal,
        "kubernetesGroups",
        entries.getOrDefault(principal, List.of()),
        "type",
        "STANDARD");
  }

  private static void fail(HttpExchange exchange, int status, String type, String message)
      throws IOException {
    exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
    send(exchange, status, Map.of("__type", type, "message", message));
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    Stub.json(status, JSON.writeValueAsString(body)).to(exchange);
  }

  @Override
  public void close() {
    stub.close();
  }
}
