package io.execguard.tool.handler;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.tool.terminal.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A line that the handler logs, read by the paths of its members.
///
/// @param text the line; what is no JSON has no member
public record RecordLine(String text) {
  private static final int LONGEST = 16 << 20;

  /// A text; empty where it has none.
  public String text(String... path) {
    return place(path)
        .filter(cursor -> cursor.json() instanceof Json.Text)
        .map(Cursor::text)
        .orElse("");
  }

  private boolean flag(String... path) {
    return place(path)
        .filter(cursor -> cursor.json() instanceof Json.Flag(boolean flag, _) && flag)
        .isPresent();
  }

  private List<String> texts(String... path) {
    return place(path)
        .map(cursor -> cursor.items().stream().map(Cursor::text).toList())
        .orElse(List.of());
  }

  /// Kind, streams and command, at most 36 characters; `-` for nothing.
  public String what() {
    List<String> words = new ArrayList<>();
    words.add(text("access", "kind"));
    words.add(streams());
    words.addAll(texts("access", "command"));
    words.add(text("access", "path"));
    words.add(text("breakGlass", "change"));
    words.removeIf(String::isEmpty);
    String what = String.join(" ", words);
    return orDash(what.length() > 36 ? what.substring(0, 35) + "…" : what);
  }

  /// As kubectl's own flags.
  private String streams() {
    String flags = (flag("access", "stdin") ? "i" : "") + (flag("access", "tty") ? "t" : "");
    return flags.isEmpty() ? "" : "-" + flags;
  }

  /// Namespace and pod or node; `-` for nothing.
  public String where() {
    String pod = text("pod");
    String name = pod.isEmpty() ? text("node") : pod;
    return orDash(
        Stream.of(text("namespace"), name)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/")));
  }

  /// Who did it: the last part of an ARN is the person; the whole is in the record.
  public String who() {
    String username = text("user", "username");
    return orDash(username.substring(username.lastIndexOf('/') + 1));
  }

  /// A text of a request's in one line, `-` for none.
  public static String orDash(String text) {
    return text.isEmpty() ? "-" : OneLine.of(text);
  }

  public boolean isDecision() {
    return text("type").equals("decision");
  }

  private Optional<Cursor> place(String... path) {
    Optional<Cursor> place = tree(text);
    for (String name : path) {
      place = place.flatMap(cursor -> cursor.optional(name));
    }
    return place;
  }

  public static Optional<Cursor> tree(String json) {
    return new JsonReader(LONGEST)
        .read(json.getBytes(StandardCharsets.UTF_8))
        .map(tree -> Cursor.at("line", tree));
  }
}
