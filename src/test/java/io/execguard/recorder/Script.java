package io.execguard.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The recorder as it is sent, and the command line that it is sent in.
final class Script {
  static final String SESSION = "11111111-2222-3333-4444-555555555555";
  static final Path SENT = of("src/main/resources/exec-guard/recorder-2.sh");
  static final Path SOURCE = of("src/main/recorder/recorder.sh");
  static final Path STEP = of("src/main/recorder/wire.sed");

  private Script() {}

  static String sent() {
    try {
      return Files.readString(SENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As the webhook rewrites the command of a person.
  static List<String> rewritten(String session, List<String> command) {
    return rewritten(session, "", command);
  }

  static List<String> rewritten(String session, String banner, List<String> command) {
    var ours = Stream.of("sh", "-c", sent(), marker(session, 8 << 20, banner));
    return Stream.concat(ours, command.stream()).toList();
  }

  static String marker(String session, int bytes, String banner) {
    return "exec-guard/2:" + session + ":" + bytes + ":" + banner;
  }

  private static Path of(String path) {
    return Path.of(System.getProperty("basedir", "")).resolve(path).toAbsolutePath();
  }
}
