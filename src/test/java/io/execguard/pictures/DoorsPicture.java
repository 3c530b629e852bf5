package io.execguard.pictures;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.files.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The doors of the shipped registration: what passes each, where, and what an outage does. A row
/// is drawn for each webhook of `infra/registration.yaml`, which is what is rendered for the
/// shipped policy.
final class DoorsPicture {
  private static final Path REGISTRATION = Path.of("infra/registration.yaml");

  /// Of each door what the API server sends there; the rest is read from the registration.
  private static final Map<String, String> PASSES =
      Map.of(
          "recorder", "interactive exec: it is rewritten to run on record",
          "sessions", "interactive exec, attach and debug",
          "sessions-open", "interactive exec, attach and debug",
          "commands", "single commands, and debug containers without stdin",
          "run", "run -i, and pods with the node that a person makes",
          "node", "shells on a node, and sessions through nodes/proxy",
          "tunnels", "port-forward, proxy to pods and services",
          "grants", "break-glass: granted, changed, taken away",
          "labels", "changes of the labels that the policy selects by",
          "labels-open", "changes of other labels");

  private static final String STYLE =
      """
      .card { fill: #fff; stroke: #c4c9d0; }
      text { font: 15px system-ui, sans-serif; fill: #1b1f24; }
      .title { font-size: 20px; font-weight: 700; }
      .head { font-weight: 700; fill: #57606a; font-size: 13px; }
      .door { font: 700 15px ui-monospace, monospace; }
      .small { fill: #57606a; font-size: 13px; }
      .row { fill: #f6f8fa; }
      .closed { fill: #b42318; }
      .open { fill: none; stroke: #1a7f37; stroke-width: 2; stroke-dasharray: 5 3; }
      .refused { font-weight: 700; fill: #b42318; }
      .carried { font-weight: 700; fill: #1a7f37; }
      """;

  private static final int WIDTH = 1160;
  private static final int TOP = 118;
  private static final int ROW = 44;

  private DoorsPicture() {}

  /// A webhook.
  ///
  /// @param where of its namespace selector
  record Door(String name, String where, boolean closed, String seconds) {
    static Door of(Cursor webhook) {
      return new Door(
          webhook.text("name").replaceFirst("\\..*", ""),
          where(webhook),
          webhook.text("failurePolicy").equals("Fail"),
          seconds(webhook));
    }

    private static String where(Cursor webhook) {
      String labels =
          webhook.optional("namespaceSelector").stream()
              .flatMap(selector -> selector.items("matchExpressions").stream())
              .map(Door::label)
              .collect(Collectors.joining(" and "));
      return labels.isEmpty() ? "everywhere" : labels;
    }

    private static String label(Cursor expression) {
      String operator =
          switch (expression.text("operator")) {
            case "In" -> " = ";
            case "NotIn" -> " ≠ ";
            default -> " " + expression.text("operator") + " ";
          };
      return expression.text("key") + operator + String.join(", ", expression.texts("values"));
    }

    private static String seconds(Cursor webhook) {
      return webhook.required("timeoutSeconds").json() instanceof Json.Digits(String digits, _)
          ? digits
          : "10";
    }

    String passes() {
      String words = PASSES.get(name);
      if (words == null) {
        throw new AssertionError("the picture has no words for the door " + name);
      }
      return words;
    }

    String outage() {
      return closed ? "✕ refused" : "✓ carried out";
    }
  }

  /// The mutating webhook is asked first.
  static List<Door> doors() {
    List<Cursor> documents = YamlFile.documents(REGISTRATION);
    return Stream.of(documents.getLast(), documents.getFirst())
        .flatMap(document -> document.items("webhooks").stream())
        .map(Door::of)
        .toList();
  }

  static String svg() {
    List<Door> doors = doors();
    Svg svg =
        new Svg(
            WIDTH,
            TOP + doors.size() * ROW + 52,
            "The doors of Exec Guard",
            description(doors),
            STYLE);
    svg.words("title", 28, 42, "The doors: what the API server asks Exec Guard about")
        .words(
            "small",
            28,
            66,
            "Each is one webhook of the registration, rendered here for the shipped policy.yaml.")
        .words("head", 52, 100, "door")
        .words("head", 212, 100, "what passes it")
        .words("head", 652, 100, "in which namespaces")
        .words("head", 884, 100, "if the guard does not answer");
    for (int i = 0; i < doors.size(); i++) {
      row(svg, doors.get(i), TOP + i * ROW, i % 2 == 0);
    }
    return svg.words(
            "small",
            28,
            TOP + doors.size() * ROW + 30,
            "Pods that the cluster's own controllers make pass no door. What is carried out without an answer is named"
                + " in its audit event.")
        .end();
  }

  private static void row(Svg svg, Door door, int y, boolean shaded) {
    if (shaded) {
      svg.box("row", 20, y, WIDTH - 40, ROW - 4);
    }
    svg.box(door.closed() ? "closed" : "open", 30, y + 10, 10, 20)
        .words("door", 52, y + 26, door.name())
        .words("", 212, y + 26, door.passes())
        .words("", 652, y + 26, door.where())
        .words(door.closed() ? "refused" : "carried", 884, y + 26, door.outage())
        .words("small", 1024, y + 26, "after " + door.seconds() + " s");
  }

  private static String description(List<Door> doors) {
    StringBuilder description = new StringBuilder();
    for (Door door : doors) {
      description.append(
          "%s: %s, %s; without an answer %s after %s seconds. "
              .formatted(
                  door.name(),
                  door.passes(),
                  door.where(),
                  door.closed() ? "refused" : "carried out",
                  door.seconds()));
    }
    return description.toString().strip();
  }
}
