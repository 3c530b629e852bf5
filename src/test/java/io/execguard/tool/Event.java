package io.execguard.tool;

import java.nio.file.Path;

/// What `exec-guard event` prints, for tests of other rooms.
public final class Event {
  private Event() {}

  public static String of(Path review, String cluster, String token) {
    CommandRun run =
        CommandRun.of("event", review.toString(), "--cluster", cluster, "--token", token);
    run.assertDone();
    return run.out();
  }
}
