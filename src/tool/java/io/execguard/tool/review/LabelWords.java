package io.execguard.tool.review;

import io.execguard.policy.LabelRequirement;
import java.util.Map;

/// A label that is there, or that is not, and one that is wanted.
final class LabelWords {
  private LabelWords() {}

  static String of(String key, Map<String, String> labels) {
    String value = labels.get(key);
    return value == null ? "no " + key : key + "=" + value;
  }

  static String of(LabelRequirement wanted) {
    return wanted.key()
        + " "
        + wanted.operator().word()
        + (wanted.values().isEmpty() ? "" : " " + wanted.values());
  }
}
