package io.execguard.testing;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Spark's `get_json_object`, which CloudWatch documents: a text as it is, anything else as JSON
/// without spaces, null where there is nothing, or no JSON. Of its paths names alone.
public final class JsonPath {
  private JsonPath() {}

  public static @Nullable String getJsonObject(@Nullable String json, String path) {
    if (!path.matches("\\$(\\.[A-Za-z_]+)+")) {
      throw new IllegalArgumentException("no path: " + path);
    }
    JsonNode here = tree(json);
    for (String name : path.substring(2).split("\\.", -1)) {
      here = here.path(name);
    }
    if (here.isMissingNode() || here.isNull()) {
      return null;
    }
    return here.isString() ? here.asString() : here.toString();
  }

  private static JsonNode tree(@Nullable String json) {
    try {
      return json == null ? JsonMapper.shared().missingNode() : JsonMapper.shared().readTree(json);
    } catch (JacksonException _) {
      return JsonMapper.shared().missingNode();
    }
  }
}
