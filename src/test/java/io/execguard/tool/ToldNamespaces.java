package io.execguard.tool;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `exec-guard namespaces --output json` has printed.
///
/// @param cluster the line of the cluster
/// @param byName the lines of the namespaces
public record ToldNamespaces(JsonNode cluster, Map<String, JsonNode> byName) {

  public static ToldNamespaces of(CommandRun run) {
    List<JsonNode> lines = run.lines().stream().map(JsonMapper.shared()::readTree).toList();
    Map<String, JsonNode> byName = new TreeMap<>();
    lines.stream()
        .filter(line -> line.path("type").asString("").equals("namespace"))
        .forEach(line -> byName.put(line.path("namespace").asString(""), line));
    return new ToldNamespaces(lines.getFirst(), byName);
  }

  public JsonNode line(String namespace) {
    return Objects.requireNonNull(byName.get(namespace), namespace);
  }

  public JsonNode request(String namespace, String word) {
    return line(namespace)
        .path("requests")
        .valueStream()
        .filter(request -> request.path("request").asString("").equals(word))
        .findFirst()
        .orElseThrow();
  }

  public String outage(String namespace, String word) {
    return request(namespace, word).path("outage").asString("");
  }

  /// The last sentence of each namespace that has one.
  public Map<String, String> nearMisses() {
    Map<String, String> misses = new TreeMap<>();
    byName.forEach(
        (name, line) ->
            line.path("nearMisses")
                .forEach(miss -> misses.put(name, miss.path("sentence").asString(""))));
    return misses;
  }

  /// Kind, name and binding.
  public List<String> mayChange(String namespace) {
    return line(namespace)
        .path("mayChange")
        .valueStream()
        .map(right -> text(right, "kind") + " " + text(right, "name") + " " + text(right, "by"))
        .toList();
  }

  private static String text(JsonNode right, String member) {
    return right.path(member).asString("");
  }
}
