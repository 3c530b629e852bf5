package io.execguard.tool;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints replayed files for a person: a row each, what matters first, and under a denial what
/// kubectl would print.
final class ReplayTable {
  private static final List<String> HEAD =
      List.of("FILE", "DECISION", "CONSTRAINT", "WHO", "WHAT", "WHERE");

  private ReplayTable() {}

  static void print(List<Replayed> replayed, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>(replayed.stream().map(ReplayTable::row).toList());
    rows.addFirst(HEAD);
    List<String> lines = Columns.aligned(rows);
    out.println(lines.getFirst());
    for (int i = 0; i < replayed.size(); i++) {
      out.println(lines.get(i + 1));
      Replayed one = replayed.get(i);
      one.unasked().ifPresent(why -> out.println("    " + ExecGuard.oneLine(why.why())));
      if (one.unasked().isEmpty() && !one.message().isEmpty()) {
        out.println("    kubectl: " + kubectl(one));
      }
      one.missed().forEach(missed -> out.println("    MISSED: " + missed));
    }
    long unasked = replayed.stream().filter(one -> one.unasked().isPresent()).count();
    long missed = replayed.stream().filter(one -> !one.missed().isEmpty()).count();
    out.println();
    out.println(
        replayed.size()
            + (replayed.size() == 1 ? " review, " : " reviews, ")
            + (unasked == 0 ? "" : unasked + " of them not asked, ")
            + (missed == 0 ? "none" : missed)
            + " decided otherwise than expected");
  }

  private static List<String> row(Replayed replayed) {
    return List.of(
        String.valueOf(replayed.file().getFileName()),
        decision(replayed),
        replayed.unasked().isPresent() ? "-" : orDash(replayed.recorded("constraint")),
        who(replayed.recorded("user", "username")),
        what(replayed),
        where(replayed));
  }

  /// The last part of an ARN is the person; the whole is in the record.
  private static String who(String username) {
    return orDash(username.substring(username.lastIndexOf('/') + 1));
  }

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

  private static String decision(Replayed replayed) {
    return replayed.unasked().map(Passage.Unasked::words).orElseGet(() -> outcome(replayed));
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

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : ExecGuard.oneLine(text);
  }
}
