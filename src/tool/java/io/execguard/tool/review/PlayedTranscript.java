package io.execguard.tool.review;

import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.TextFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The log of the container in which the played session runs: the recorder wrote it of a real
/// shell, and it gets this session's id and time.
record PlayedTranscript(List<Line> captured) {
  private static final Pattern LINE =
      Pattern.compile("(\\S+) exec-guard session=\\S+ n=(\\d+) (\\S+) ?(.*)", Pattern.DOTALL);

  PlayedTranscript {
    captured = List.copyOf(captured);
  }

  /// A line of the recorder's.
  ///
  /// @param kind `out` for what a line feed ends, `out+` for what goes on
  record Line(Instant time, String number, String kind, String text) {
    static Line of(String line) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalStateException("no line of a recorder: " + line);
      }
      return new Line(
          Instant.parse(parts.group(1)), parts.group(2), parts.group(3), parts.group(4));
    }
  }

  static PlayedTranscript shipped() {
    String log = TextFile.text(ProjectFiles.file("events/demo/container.log"));
    return new PlayedTranscript(
        List.of(log.split("\n", -1)).stream()
            .filter(line -> !line.isEmpty())
            .map(Line::of)
            .toList());
  }

  Duration length() {
    return Duration.between(captured.getFirst().time(), captured.getLast().time());
  }

  /// As `kubectl logs --prefix --timestamps` prints it.
  ///
  /// @param container the pod's and its own name, with a slash between them
  List<String> lines(String session, String container, Instant begin) {
    Duration later = Duration.between(captured.getFirst().time(), begin);
    return captured.stream()
        .map(
            line ->
                "[pod/%s] %s exec-guard session=%s n=%s %s %s"
                    .formatted(
                        container,
                        line.time().plus(later),
                        session,
                        line.number(),
                        line.kind(),
                        line.text()))
        .toList();
  }

  /// What the person saw, a line each.
  List<String> shown() {
    StringBuilder shown = new StringBuilder();
    for (Line line : captured) {
      switch (line.kind()) {
        case "out" -> shown.append(line.text()).append('\n');
        case "out+" -> shown.append(line.text());
        default -> {}
      }
    }
    return shown.toString().replace("\r", "").lines().toList();
  }
}
