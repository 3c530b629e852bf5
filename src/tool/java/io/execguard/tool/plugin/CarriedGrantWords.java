package io.execguard.tool.plugin;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.policy.Grant;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.TextTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Break-glass that namespaces carry, for a person and for machines.
final class CarriedGrantWords {
  /// Characters of a cell. Annotations that make no grant can have 256 KiB; an assumed role's ARN
  /// with a session's name has some hundred.
  private static final int LONGEST = 120;

  private static final List<String> HEAD =
      List.of("NAMESPACE", "STATE", "FROM", "UNTIL", "BY", "FOR", "REASON");

  private CarriedGrantWords() {}

  /// @param judged whether it is known what each opens
  static List<String> table(List<CarriedGrant> carried, boolean judged) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(HEAD);
    if (judged) {
      head.add("OPENS");
    }
    rows.add(head);
    carried.forEach(one -> rows.add(row(one)));
    return TextTable.aligned(rows);
  }

  private static List<String> row(CarriedGrant one) {
    List<String> cells = new ArrayList<>(List.of(one.namespace(), state(one)));
    Stream.of(Grant.Key.FROM, Grant.Key.UNTIL, Grant.Key.BY, Grant.Key.FOR, Grant.Key.REASON)
        .map(key -> cell(one.annotations().getOrDefault(key.annotation(), "")))
        .forEach(cells::add);
    one.opens().ifPresent(names -> cells.add(cell(String.join(", ", names))));
    return cells;
  }

  private static String cell(String text) {
    String line = OneLine.of(text.strip());
    if (line.isEmpty()) {
      return "-";
    }
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }

  /// Annotations as they are; `opens` is absent where it cannot be told.
  static String json(CarriedGrant one) {
    byte[] line =
        JsonLine.of(
            json -> {
              json.writeStringProperty("namespace", one.namespace());
              members(json, one);
            });
    return new String(line, StandardCharsets.UTF_8);
  }

  /// What is told of it beside the namespace.
  static void members(JsonWriter json, CarriedGrant one) {
    json.writeStringProperty("state", one.state().words());
    if (!one.fault().isEmpty()) {
      json.writeStringProperty("fault", one.fault());
    }
    for (Grant.Key key : Grant.Key.values()) {
      String text = one.annotations().get(key.annotation());
      if (text != null) {
        json.writeStringProperty(key.name().toLowerCase(Locale.ROOT), text);
      }
    }
    one.opens()
        .ifPresent(
            names -> {
              json.writeArrayPropertyStart("opens");
              names.forEach(json::writeString);
              json.writeEndArray();
            });
  }

  /// The rest of a sentence that the namespace begins.
  static String sentence(CarriedGrant one) {
    List<String> parts = new ArrayList<>();
    parts.add(state(one));
    for (Grant.Key key :
        List.of(Grant.Key.FROM, Grant.Key.UNTIL, Grant.Key.BY, Grant.Key.FOR, Grant.Key.REASON)) {
      String text = one.annotations().get(key.annotation());
      if (text != null) {
        parts.add(key.name().toLowerCase(Locale.ROOT) + " " + cell(text));
      }
    }
    one.opens()
        .filter(names -> !names.isEmpty())
        .ifPresent(names -> parts.add("opens " + String.join(", ", names)));
    return String.join("; ", parts);
  }

  private static String state(CarriedGrant one) {
    return one.state().words() + (one.fault().isEmpty() ? "" : ": " + one.fault());
  }
}
