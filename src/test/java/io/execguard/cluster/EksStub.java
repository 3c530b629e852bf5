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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What LocalStack does not serve, as AWS's API reference describes it: clusters of EKS with their
/// access entries, and CodeDeploy's answer to a hook.
final class EksStub implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern PATH =
      Pattern.compile("/clusters/(?<name>[^/]+)(/access-entries/?(?<principal>.*))?");

  /// A cluster as EKS tells of it.
  ///
  /// @param authority its certificates, as Base64
  /// @param entries the groups of each principal
  private record Described(
      String name, URI endpoint, String authority, Map<String, List<String>> entries) {}

  private final Map<String, Described> clusters = new ConcurrentHashMap<>();
  private final List<String> verdicts = new ArrayList<>();
  private final Stub stub = Stub.http(this::answer);
  private boolean refusesEntries;

  URI uri() {
    return stub.uri();
  }

  /// From now on the cluster is there, with the access entries that it had before.
  void leadsTo(String name, URI server, String authority) {
    Described before = clusters.get(name);
    clusters.put(
        name,
        new Described(
            name,
            server,
            authority,
            before == null ? new ConcurrentHashMap<>() : before.entries()));
  }

  /// Whether the caller lacks `eks:CreateAccessEntry`.
  void refusesEntries(boolean refuses) {
    refusesEntries = refuses;
  }

  /// Whoever had an entry has these groups now.
  void regroup(List<String> groups) {
    clusters.values().forEach(cluster -> cluster.entries().replaceAll((_, _) -> groups));
  }

  /// The groups of each principal.
  Map<String, List<String>> entries(String name) {
    return Map.copyOf(Objects.requireNonNull(clusters.get(name)).entries());
  }

  /// What CodeDeploy was told of new versions: `Succeeded` or `Failed`.
  List<String> verdicts() {
    return List.copyOf(verdicts);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    Matcher asked = PATH.matcher(path);
    Described cluster = asked.matches() ? clusters.get(asked.group("name")) : null;
    if (path.equals("/")) {
      JsonNode told = JSON.readTree(stub.asked().getLast().body());
      verdicts.add(told.path("status").asString(""));
      send(exchange, 200, Map.of());
    } else if (cluster == null) {
      fail(exchange, 404, "ResourceNotFoundException", "No cluster found for name");
    } else if (asked.group("principal") == null) {
      send(exchange, 200, Map.of("cluster", described(cluster)));
    } else {
      entry(
          exchange,
          cluster.entries(),
          URLDecoder.decode(asked.group("principal"), StandardCharsets.UTF_8));
    }
  }

  private static Map<String, ?> described(Described cluster) {
    return Map.of(
        "name",
        cluster.name(),
        "status",
        "ACTIVE",
        "version",
        "1.36",
        "endpoint",
        cluster.endpoint().toString(),
        "certificateAuthority",
        Map.of("data", cluster.authority()),
        "accessConfig",
        Map.of("authenticationMode", "API"),
        "logging",
        Map.of(
            "clusterLogging", List.of(Map.of("types", List.of("api", "audit"), "enabled", true))));
  }

  private void entry(HttpExchange exchange, Map<String, List<String>> entries, String principal)
      throws IOException {
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
        send(exchange, 200, Map.of("accessEntry", entry(entries, whose)));
      }
      case "GET" -> {
        if (entries.containsKey(principal)) {
          send(exchange, 200, Map.of("accessEntry", entry(entries, principal)));
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

  private static Map<String, ?> entry(Map<String, List<String>> entries, String principal) {
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
