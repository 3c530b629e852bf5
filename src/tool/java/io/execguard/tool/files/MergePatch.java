package io.execguard.tool.files;

import io.execguard.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// JSON merge patch, RFC 7386: members are merged, null takes one away, everything else replaces.
final class MergePatch {
  private MergePatch() {}

  static Json apply(Json target, Json patch) {
    if (!(patch instanceof Json.Members(Map<String, Json> changes, int line))) {
      return patch;
    }
    Map<String, Json> merged = new LinkedHashMap<>();
    if (target instanceof Json.Members(Map<String, Json> values, _)) {
      merged.putAll(values);
    }
    changes.forEach(
        (name, change) -> {
          if (change instanceof Json.Null) {
            merged.remove(name);
          } else {
            merged.put(name, apply(merged.getOrDefault(name, new Json.Null(line)), change));
          }
        });
    return new Json.Members(merged, line);
  }
}
