package io.execguard.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A session that has ended, and its transcript.
///
/// @param output one character for each byte
/// @param log the lines of the container's log, each without its prefix up to `n=`
record Recording(int exitCode, String output, String errors, List<String> log) {
  static final String PREFIX = "exec-guard session=" + Script.SESSION + " n=";
  private static final String ON_A_TERMINAL_ALONE = "A banner, which none of these sessions shows";
  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern LINE_FEED = Pattern.compile("\n");

  // The log is a pipe, as a container's is, and this shell holds it open as the container does.
  private static final String WITH_A_LOG =
      "cd \"$0\" && mkfifo log && { cat log >said & exec 9>log; \"$@\"; r=$?; exec 9>&-; wait; exit $r; }";

  public Recording {
    log = List.copyOf(log);
  }

  /// Runs a command under the recorder, by a shell of this machine.
  ///
  /// @param room an empty folder
  /// @param input a file, or a pipe that nobody writes to
  static Recording of(
      Path room, List<String> shell, ProcessBuilder.Redirect input, int bound, List<String> command)
      throws IOException, InterruptedException {
    return of(
        room, shell, input, Script.marker(Script.SESSION, bound, ON_A_TERMINAL_ALONE), command);
  }

  /// The same of another session.
  ///
  /// @param marker the recorder's first word
  static Recording of(
      Path room,
      List<String> shell,
      ProcessBuilder.Redirect input,
      String marker,
      List<String> command)
      throws IOException, InterruptedException {
    var script = Script.sent().replaceFirst("(?m)^t=.*$", "t=" + room.resolve("log"));
    var ours =
        Stream.of(
            List.of("sh", "-c", WITH_A_LOG, room.toString()),
            shell,
            List.of("-c", script, marker),
            command);
    var output = room.resolve("output");
    var errors = room.resolve("errors");
    var process =
        new ProcessBuilder(ours.flatMap(List::stream).toList())
            .redirectInput(input)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      throw new IllegalStateException("The session has not ended: " + Files.readString(errors));
    }
    return new Recording(
        process.exitValue(),
        Files.readString(output, StandardCharsets.ISO_8859_1),
        Files.readString(errors),
        lines(room.resolve("said")));
  }

  /// What was recorded of one kind, parts put together, each line with its line feed.
  String recorded(String kind) {
    var all = new StringBuilder();
    for (var line : log) {
      var words = line.split(" ", 3);
      if (words[1].equals(kind)) {
        all.append(words[2]).append('\n');
      } else if (words[1].equals(kind + "+")) {
        all.append(words[2]);
      }
    }
    return all.toString();
  }

  String last() {
    return log.getLast().split(" ", 2)[1];
  }

  private static List<String> lines(Path file) throws IOException {
    return LINE_FEED
        .splitAsStream(Files.readString(file, StandardCharsets.ISO_8859_1))
        .map(
            line -> line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : "not ours: " + line)
        .toList();
  }
}
