package io.execguard.tool.files;

import io.execguard.json.Json;
import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.tool.terminal.ToolException;
import java.util.regex.Pattern;

/// Writes trees: of JSON files, or of YAML files whose values JSON has too.
public final class JsonText {
  /// YAML has more numbers: 0x1F, .5, .inf.
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  private JsonText() {}

  /// An object as UTF-8.
  ///
  /// @throws ToolException for a number that JSON does not have
  public static byte[] of(Json.Members object) {
    return JsonLine.of(json -> members(json, object));
  }

  private static void members(JsonWriter json, Json.Members object) {
    object
        .values()
        .forEach(
            (name, value) -> {
              json.writeName(name);
              value(json, value);
            });
  }

  private static void value(JsonWriter json, Json value) {
    switch (value) {
      case Json.Members object -> {
        json.writeStartObject();
        members(json, object);
        json.writeEndObject();
      }
      case Json.Items items -> {
        json.writeStartArray();
        items.values().forEach(item -> value(json, item));
        json.writeEndArray();
      }
      case Json.Text text -> json.writeString(text.value());
      case Json.Digits digits -> json.writeRawValue(number(digits));
      case Json.Flag flag -> json.writeBoolean(flag.value());
      case Json.Null _ -> json.writeNull();
    }
  }

  private static String number(Json.Digits digits) {
    if (!NUMBER.matcher(digits.value()).matches()) {
      throw new ToolException(
          "line " + digits.line() + ": " + digits.value() + " is no number of JSON; write it out");
    }
    return digits.value();
  }
}
