package io.execguard.tool.review;

import java.util.Map;

/// A label that is there, or that is not.
final class LabelWords {
  private LabelWords() {}

  static String of(String key, Map<String, String> labels) {
    String value = labels.get(key);
    return value == null ? "no " + key : key + "=" + value;
  }
}
