package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Which container a log is of, by the names that a node, kubectl and CloudWatch give it.
final class Containers {
  private static final String NAME = "([a-z0-9][a-z0-9.-]{0,252})";
  private static final String LABEL = "([a-z0-9][a-z0-9-]{0,62})";

  /// A node's `/var/log/containers`, and the log streams that are named after its files; before the
  /// last `containers.` stands the node's name.
  private static final Pattern LINK =
      Pattern.compile(
          "(?:.*(?:var\\.log\\.containers\\.|/))?"
              + NAME
              + "_"
              + LABEL
              + "_"
              + LABEL
              + "-[0-9a-f]{64}\\.log(?:[./].*)?");

  /// A node's `/var/log/pods`.
  private static final Pattern FOLDER =
      Pattern.compile("(?:.*/)?" + LABEL + "_" + NAME + "_[0-9a-f-]{32,36}/" + LABEL + "/[^/]+");

  /// kubectl's `--prefix`.
  private static final Pattern PREFIX = Pattern.compile("\\[pod/" + NAME + "/" + LABEL + "] ");

  private Containers() {}

  /// By the name of a file or of a log stream.
  ///
  /// @param origin stays where the name tells nothing
  static Origin ofName(Origin origin, String name) {
    Matcher link = LINK.matcher(name);
    if (link.matches()) {
      return origin.at(link.group(2), link.group(1), link.group(3));
    }
    Matcher folder = FOLDER.matcher(name);
    return folder.matches() ? origin.at(folder.group(1), folder.group(2), folder.group(3)) : origin;
  }

  /// By what kubectl puts before a line: no namespace.
  static Origin ofPrefix(Origin origin, String prefix) {
    Matcher matcher = PREFIX.matcher(prefix);
    return matcher.matches() ? origin.at("", matcher.group(1), matcher.group(2)) : origin;
  }

  /// By the member `kubernetes`, which collectors add to a line.
  ///
  /// @param parser at its begin; at its end afterwards
  static Origin ofCollector(Origin origin, JsonParser parser) {
    Map<String, String> names = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        names.put(name, parser.getString());
      } else {
        parser.skipChildren();
      }
    }
    return names.containsKey("pod_name")
        ? origin.at(
            names.getOrDefault("namespace_name", ""),
            names.getOrDefault("pod_name", ""),
            names.getOrDefault("container_name", ""))
        : origin;
  }
}
