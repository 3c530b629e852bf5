package io.execguard.admission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes members of a record so that none can grow beyond its share, and remembers what was cut:
/// its full length and its digest prove later what the whole was.
final class BoundedMembers {
  /// ARNs have at most 2,048 bytes.
  private static final int LONGEST_TEXT = 2048;

  /// Names in Kubernetes have at most 253 characters, a kind before them 63, a scheme and a port
  /// around them 14.
  private static final int LONGEST_NAME = 512;

  private static final int BRACKETS_AND_COLON = 3;

  private record Cut(String field, int items, long characters, String sha256) {}

  private final JsonGenerator json;
  private final List<Cut> cuts = new ArrayList<>();

  BoundedMembers(JsonGenerator json) {
    this.json = json;
  }

  /// Writes nothing where the value is empty.
  void text(String name, String value) {
    text(name, value, LONGEST_TEXT);
  }

  /// The name of an object in Kubernetes. Writes nothing where the value is empty.
  void name(String name, String value) {
    text(name, value, LONGEST_NAME);
  }

  private void text(String name, String value, int longest) {
    if (!value.isEmpty()) {
      String kept = JsonLength.prefix(value, longest);
      json.writeStringProperty(name, kept);
      if (kept.length() < value.length()) {
        cuts.add(new Cut(name, 1, value.length(), Digest.hex(value)));
      }
    }
  }

  /// Writes as many items as fit, the last one in part.
  ///
  /// @param budget bytes of JSON
  void texts(String name, Collection<String> values, int budget) {
    json.writeArrayPropertyStart(name);
    int left = budget;
    boolean whole = true;
    for (String value : values) {
      // Quotes and a comma have a length too: empty texts alone could fill a record.
      whole = whole && JsonLength.of("") <= left;
      if (whole) {
        String kept = JsonLength.prefix(value, left);
        json.writeString(kept);
        whole = kept.length() == value.length();
        left -= JsonLength.of(kept);
      }
    }
    json.writeEndArray();
    if (!whole) {
      cuts.add(cut(name, values));
    }
  }

  /// Writes the entries that fit, each whole or not at all.
  ///
  /// @param budget bytes of JSON
  void lists(String name, Map<String, List<String>> entries, int budget) {
    json.writeObjectPropertyStart(name);
    fitting(name, entries, budget)
        .forEach(
            (key, values) -> {
              json.writeArrayPropertyStart(key);
              values.forEach(json::writeString);
              json.writeEndArray();
            });
    json.writeEndObject();
  }

  /// Writes the entries that fit.
  ///
  /// @param budget bytes of JSON
  void entries(String name, Map<String, String> entries, int budget) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    entries.forEach((key, value) -> lists.put(key, List.of(value)));
    json.writeObjectPropertyStart(name);
    fitting(name, lists, budget)
        .forEach((key, values) -> json.writeStringProperty(key, values.getFirst()));
    json.writeEndObject();
  }

  private Map<String, List<String>> fitting(
      String name, Map<String, List<String>> entries, int budget) {
    Map<String, List<String>> fitting = new LinkedHashMap<>();
    List<String> all = new ArrayList<>();
    int left = budget;
    for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
      List<String> texts = new ArrayList<>(entry.getValue());
      texts.addFirst(entry.getKey());
      all.addAll(texts);
      int length = texts.stream().mapToInt(JsonLength::of).sum() + BRACKETS_AND_COLON;
      if (length <= left) {
        fitting.put(entry.getKey(), entry.getValue());
        left -= length;
      }
    }
    if (fitting.size() < entries.size()) {
      cuts.add(cut(name, all));
    }
    return fitting;
  }

  /// Writes what was cut: how many items, how many characters in all, and the SHA-256 of the items
  /// as a JSON array without spaces.
  void cuts() {
    if (cuts.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("cut");
    for (Cut cut : cuts) {
      json.writeStartObject();
      json.writeStringProperty("field", cut.field);
      json.writeNumberProperty("items", cut.items);
      json.writeNumberProperty("characters", cut.characters);
      json.writeStringProperty("sha256", cut.sha256);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Cut cut(String name, Collection<String> values) {
    long characters = values.stream().mapToLong(String::length).sum();
    return new Cut(name, values.size(), characters, JsonLength.digest(values));
  }
}
