package io.execguard.tool.review;

import io.execguard.tool.terminal.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a table says of a review that was replayed: one line each, `-` for nothing.
final class ReplayedWords {
  private ReplayedWords() {}

  /// Kind, streams and command, at most 36 characters.
  static String what(Replayed replayed) {
    List<String> words = new ArrayList<>();
    words.add(replayed.recorded("access", "kind"));
    words.add(streams(replayed));
    words.addAll(replayed.recordedTexts("access", "command"));
    words.add(replayed.recorded("access", "path"));
    words.add(replayed.recorded("breakGlass", "change"));
    words.removeIf(String::isEmpty);
    String what = String.join(" ", words);
    return orDash(what.length() > 36 ? what.substring(0, 35) + "…" : what);
  }

  /// As kubectl's own flags.
  private static String streams(Replayed replayed) {
    String flags =
        (replayed.recordedFlag("access", "stdin") ? "i" : "")
            + (replayed.recordedFlag("access", "tty") ? "t" : "");
    return flags.isEmpty() ? "" : "-" + flags;
  }

  static String where(Replayed replayed) {
    String pod = replayed.recorded("pod");
    String node = replayed.recorded("node");
    String name = pod.isEmpty() ? node : pod;
    String namespace = replayed.recorded("namespace");
    return orDash(
        Stream.of(namespace, name)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/")));
  }

  /// What the handler decided.
  static String outcome(Replayed replayed) {
    String decision = replayed.recorded("decision");
    return decision.isEmpty()
        ? "HTTP " + replayed.status()
        : decision + " (" + replayed.recorded("reason") + ")";
  }

  /// As kubectl 1.36 prints it.
  static String kubectl(Replayed replayed) {
    String denied =
        "admission webhook \""
            + replayed.recorded("door")
            + ".exec-guard.io\" denied the request: "
            + replayed.message();
    return switch (replayed.recorded("access", "kind")) {
      case "exec", "attach" -> "error: unable to upgrade connection: " + denied;
      default -> "Error from server (Forbidden): " + denied;
    };
  }

  static String orDash(String text) {
    return text.isEmpty() ? "-" : OneLine.of(text);
  }
}
