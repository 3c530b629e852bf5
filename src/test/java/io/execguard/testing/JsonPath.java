package io.execguard.testing;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Spark's `get_json_object`, which CloudWatch documents: a text as it is, anything else as JSON
/// without spaces, null where there is nothing. Of its paths names alone.
public final class JsonPath {
  private JsonPath() {}

  public static @Nullable String getJsonObject(@Nullable String json, String path) {
    if (json == null || !path.matches("\\$(\\.[A-Za-z_]+)+")) {
      throw new IllegalArgumentException("no JSON, or no path: " + path);
    }
    JsonNode here = JsonMapper.shared().readTree(json);
    for (String name : path.substring(2).split("\\.", -1)) {
      here = here.path(name);
    }
    if (here.isMissingNode() || here.isNull()) {
      return null;
    }
    return here.isString() ? here.asString() : here.toString();
  }
}
