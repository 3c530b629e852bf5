package io.execguard.tool.report.evidence;

import io.execguard.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Of a namespace's metadata what decides: the labels that the policy selects by, and the
/// annotations that are break-glass.
record DecidingMetadata(SelectedLabels selected) {
  private static final String LABELS = "labels";
  private static final String ANNOTATIONS = "annotations";
  private static final String GRANT = "exec-guard.io/allow-interactive-";

  /// As much of a value as a note shows; a label has 63 characters.
  private static final int LONGEST = 100;

  /// A change of one label begins so, and one of all.
  static final String LABEL = "label ";

  static final String ALL_LABELS = "all labels";

  /// What a whole object has, by `label KEY` and `annotation KEY`.
  Map<String, String> of(Json object) {
    Map<String, String> found = new TreeMap<>();
    member(object, "metadata")
        .ifPresent(
            metadata -> {
              values(metadata, LABELS).forEach((key, value) -> put(LABELS, key, value, found));
              values(metadata, ANNOTATIONS)
                  .forEach((key, value) -> put(ANNOTATIONS, key, value, found));
            });
    return found;
  }

  private void put(String kind, String key, Json value, Map<String, String> found) {
    if (decides(kind, key)) {
      found.put(word(kind) + key, text(value));
    }
  }

  /// What a merge patch changes, a strategic one with its directives too.
  List<String> mergePatch(Json patch) {
    Optional<Json> metadata = member(patch, "metadata");
    if (metadata.filter(some -> replacesAll(Optional.of(some))).isPresent()) {
      return List.of(ALL_LABELS + " and annotations");
    }
    List<String> changes = new ArrayList<>();
    metadata.ifPresent(
        some -> {
          if (!selected.isNone() && replacesAll(member(some, LABELS))) {
            changes.add(ALL_LABELS);
          }
        });
    of(patch).forEach((name, value) -> changes.add(change(name, value)));
    return changes;
  }

  /// Null takes all away; a key with a dollar sign is a directive, and replaces or orders them.
  private static boolean replacesAll(Optional<Json> object) {
    return object
        .filter(
            some ->
                some instanceof Json.Null
                    || (some instanceof Json.Members(Map<String, Json> values, _)
                        && values.keySet().stream().anyMatch(key -> key.startsWith("$"))))
        .isPresent();
  }

  /// What a JSON patch (RFC 6902) changes.
  List<String> jsonPatch(List<Json> operations) {
    List<String> changes = new ArrayList<>();
    for (Json operation : operations) {
      String op = text(operation, "op");
      if (!op.equals("test")) {
        Optional<Json> value = member(operation, "value");
        pointer(text(operation, "path"), value).forEach(changes::add);
        if (op.equals("move")) {
          pointer(text(operation, "from"), Optional.empty()).forEach(changes::add);
        }
      }
    }
    return changes;
  }

  private List<String> pointer(String path, Optional<Json> value) {
    String[] parts = path.split("/", -1);
    if (parts.length > 1 && !parts[1].equals("metadata")) {
      return List.of();
    }
    if (parts.length < 3) {
      return List.of(ALL_LABELS + " and annotations");
    }
    if (parts.length == 3) {
      return collection(parts[2], value);
    }
    String key = parts[3].replace("~1", "/").replace("~0", "~");
    return decides(parts[2], key)
        ? List.of(change(word(parts[2]) + key, value.map(DecidingMetadata::text).orElse("")))
        : List.of();
  }

  /// Of annotations that are replaced those that were there can only have closed something.
  private List<String> collection(String kind, Optional<Json> value) {
    List<String> changes = new ArrayList<>();
    if (kind.equals(LABELS) && !selected.isNone()) {
      changes.add(ALL_LABELS);
    }
    Map<String, String> found = new TreeMap<>();
    value.ifPresent(some -> members(some).forEach((key, one) -> put(kind, key, one, found)));
    found.forEach((name, one) -> changes.add(change(name, one)));
    return changes;
  }

  private boolean decides(String kind, String key) {
    return switch (kind) {
      case LABELS -> selected.decides(key);
      case ANNOTATIONS -> key.startsWith(GRANT);
      default -> false;
    };
  }

  private static String word(String kind) {
    return kind.equals(LABELS) ? LABEL : "annotation ";
  }

  /// @param value empty where it is taken away
  static String change(String name, String value) {
    return name + (value.isEmpty() ? " taken away or empty" : ": " + value);
  }

  private static Optional<Json> member(Json object, String name) {
    return Optional.ofNullable(members(object).get(name));
  }

  private static Map<String, Json> values(Json object, String name) {
    return member(object, name).map(DecidingMetadata::members).orElse(Map.of());
  }

  private static Map<String, Json> members(Json object) {
    return object instanceof Json.Members(Map<String, Json> values, _) ? values : Map.of();
  }

  private static String text(Json object, String name) {
    return member(object, name).map(DecidingMetadata::text).orElse("");
  }

  private static String text(Json value) {
    return value instanceof Json.Text(String text, _)
        ? text.substring(0, Math.min(text.length(), LONGEST))
        : "";
  }
}
