package io.execguard.tool.site;

import io.execguard.configuration.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A cluster as people write it into `clusters.yaml`.
final class FleetEntry {
  /// What YAML 1.1 or 1.2 takes for something else than text.
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private FleetEntry() {}

  static YamlList.Item of(Cluster cluster) {
    List<String> lines = new ArrayList<>();
    lines.add("id: " + plain(cluster.id()));
    lines.add("name: " + plain(cluster.name()));
    lines.add("region: " + plain(cluster.region()));
    cluster.role().ifPresent(role -> lines.add("role: " + role(role)));
    lines.add(
        "tokens: "
            + cluster.tokens().stream()
                .map(FleetEntry::quoted)
                .collect(Collectors.joining(", ", "[", "]")));
    if (!cluster.readPods()) {
      lines.add("readPods: false");
    }
    return new YamlList.Item(lines, "{" + String.join(", ", lines) + "}");
  }

  private static String role(Cluster.Role role) {
    String externalId =
        role.externalId().isEmpty() ? "" : ", externalId: " + quoted(role.externalId());
    return "{arn: " + quoted(role.arn()) + externalId + "}";
  }

  /// No value of a fleet holds a quote or a backslash.
  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String plain(String text) {
    boolean isText =
        Character.isLetter(text.charAt(0)) && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return isText ? text : quoted(text);
  }
}
