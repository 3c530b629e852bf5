package io.execguard.tool.registration;

import dev.cel.common.values.NullValue;
import io.execguard.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// JSON as CEL has it.
final class Values {
  private Values() {}

  static Object of(Json json) {
    return switch (json) {
      case Json.Members(Map<String, Json> members, _) -> {
        Map<String, Object> values = new LinkedHashMap<>();
        members.forEach((name, member) -> values.put(name, of(member)));
        yield values;
      }
      case Json.Items items -> items.values().stream().map(Values::of).toList();
      case Json.Text text -> text.value();
      case Json.Digits digits -> number(digits.value());
      case Json.Flag flag -> flag.value();
      case Json.Null _ -> NullValue.NULL_VALUE;
    };
  }

  /// An integer where it fits 64 bits, as Kubernetes reads JSON.
  private static Object number(String digits) {
    if (digits.matches("-?[0-9]{1,19}")) {
      try {
        return Long.valueOf(digits);
      } catch (NumberFormatException _) {
        // Beyond 64 bits.
      }
    }
    return Double.valueOf(digits);
  }
}
