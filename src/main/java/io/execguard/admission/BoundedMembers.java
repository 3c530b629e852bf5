package io.execguard.admission;

import io.execguard.json.Digest;
import io.execguard.json.JsonLength;
import io.execguard.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Writes members of a record so that none can grow beyond its share, and remembers what was cut:
/// its full length and its digest prove later what the whole was.
final class BoundedMembers {
  /// ARNs have at most 2,048 bytes.
  private static final int LONGEST_TEXT = 2048;

  /// Names in Kubernetes have at most 253 characters, a kind before them 63, a scheme and a port
  /// around them 14.
  private static final int LONGEST_NAME = 512;

  private record Cut(
      String field,
      int items,
      long characters,
      String sha256,
      OptionalInt at,
      int itemsLeftOut,
      long charactersLeftOut) {}

  private final JsonWriter json;
  private final List<Cut> cuts = new ArrayList<>();

  BoundedMembers(JsonWriter json) {
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
    if (!value.isEmpty() && JsonLength.most(value) <= longest) {
      json.writeStringProperty(name, value);
    } else if (!value.isEmpty()) {
      Ends ends = Ends.of(List.of(value), longest);
      json.writeStringProperty(name, ends.kept().getFirst());
      if (ends.isCut()) {
        cuts.add(cut(name, List.of(value), Digest.hex(value), ends));
      }
    }
  }

  /// Writes the first items and the last ones, as many as fit.
  ///
  /// @param budget bytes of JSON
  void texts(String name, Collection<String> values, int budget) {
    List<String> all = List.copyOf(values);
    Ends ends = Ends.of(all, budget);
    write(name, ends);
    if (ends.isCut()) {
      cuts.add(cut(name, all, JsonLength.digest(all), ends));
    }
  }

  /// Writes the entries that fit, each whole or not at all.
  ///
  /// @param budget bytes of JSON
  void lists(String name, Map<String, List<String>> entries, int budget) {
    write(name, entries, BoundedEntries.fitting(entries, budget));
  }

  /// Writes the first and the last items of each entry that has no room for all of them.
  ///
  /// @param budget bytes of JSON, which the entries share
  void endsOfLists(String name, Map<String, List<String>> entries, int budget) {
    write(name, entries, BoundedEntries.sharing(entries, budget));
  }

  private void write(String name, Map<String, List<String>> entries, Map<String, Ends> kept) {
    json.writeObjectPropertyStart(name);
    for (Map.Entry<String, Ends> entry : kept.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    note(name, entries, kept);
  }

  private void write(String name, Ends ends) {
    json.writeArrayPropertyStart(name);
    for (String text : ends.kept()) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /// Writes the entries that fit.
  ///
  /// @param budget bytes of JSON
  void entries(String name, Map<String, String> entries, int budget) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      lists.put(entry.getKey(), List.of(entry.getValue()));
    }
    Map<String, Ends> kept = BoundedEntries.fitting(lists, budget);
    json.writeObjectPropertyStart(name);
    for (Map.Entry<String, Ends> entry : kept.entrySet()) {
      json.writeStringProperty(entry.getKey(), entry.getValue().kept().getFirst());
    }
    json.writeEndObject();
    note(name, lists, kept);
  }

  private void note(String name, Map<String, List<String>> entries, Map<String, Ends> kept) {
    if (kept.size() == entries.size() && areWhole(kept.values())) {
      return;
    }
    List<String> all = BoundedEntries.texts(entries);
    List<String> leftOut = BoundedEntries.texts(BoundedEntries.without(entries, kept.keySet()));
    int items = leftOut.size() + kept.values().stream().mapToInt(Ends::items).sum();
    long characters =
        Ends.characters(leftOut) + kept.values().stream().mapToLong(Ends::characters).sum();
    if (items > 0 || characters > 0) {
      cuts.add(
          new Cut(
              name,
              all.size(),
              Ends.characters(all),
              JsonLength.digest(all),
              OptionalInt.empty(),
              items,
              characters));
    }
  }

  private static boolean areWhole(Collection<Ends> kept) {
    for (Ends ends : kept) {
      if (ends.isCut()) {
        return false;
      }
    }
    return true;
  }

  private static Cut cut(String name, List<String> all, String sha256, Ends ends) {
    return new Cut(
        name,
        all.size(),
        Ends.characters(all),
        sha256,
        OptionalInt.of(ends.at()),
        ends.items(),
        ends.characters());
  }

  /// Writes what was cut: how many items and characters in all, their SHA-256, which item is the
  /// first that is cut, and how much is left out.
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
      cut.at.ifPresent(at -> json.writeNumberProperty("at", at));
      json.writeNumberProperty("itemsLeftOut", cut.itemsLeftOut);
      json.writeNumberProperty("charactersLeftOut", cut.charactersLeftOut);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
