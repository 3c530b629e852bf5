package io.execguard.tool.files;

import io.execguard.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/// Writes manifests for people to read and `kubectl apply` to take: maps, lists, texts, numbers and
/// flags.
public final class YamlText {
  private static final int WIDTH = 140;

  private YamlText() {}

  /// One document, without a mark before it.
  public static String of(Object document) {
    DumpSettings settings =
        DumpSettings.builder().setWidth(WIDTH).setDereferenceAliases(true).build();
    return new Dump(settings).dumpToString(document);
  }

  /// A tree that was read, as what [#of] takes, to be changed.
  public static Object mutable(Json tree) {
    return switch (tree) {
      case Json.Members members -> mutable(members);
      case Json.Items items -> items.values().stream().map(YamlText::mutable).toList();
      case Json.Text text -> text.value();
      case Json.Digits digits -> Integer.valueOf(digits.value());
      case Json.Flag flag -> flag.value();
      case Json.Null _ -> List.of();
    };
  }

  public static Map<String, Object> mutable(Json.Members members) {
    Map<String, Object> map = new LinkedHashMap<>();
    members.values().forEach((key, value) -> map.put(key, mutable(value)));
    return map;
  }

  /// What [#of] takes, as a tree that can be read.
  public static Json tree(Object document) {
    return switch (document) {
      case Map<?, ?> map -> {
        Map<String, Json> members = new LinkedHashMap<>();
        map.forEach((key, value) -> members.put(String.valueOf(key), tree(value)));
        yield new Json.Members(members, 0);
      }
      case Collection<?> items -> new Json.Items(items.stream().map(YamlText::tree).toList(), 0);
      case Boolean flag -> new Json.Flag(flag, 0);
      case Number number -> new Json.Digits(number.toString(), 0);
      default -> new Json.Text(document.toString(), 0);
    };
  }
}
