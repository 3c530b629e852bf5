package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserWindowTest {
  @TempDir private Path directory;

  @Test
  void theBrowserGetsTheWholePathOfThePage() {
    Path seen = directory.resolve("seen");
    // The page's path comes behind the command's own words.
    BrowserWindow window =
        new BrowserWindow(
            List.of(
                "sh",
                "-c",
                "printf %s \"$1\" >\"$0\".next && mv \"$0\".next \"$0\"",
                seen.toString()));

    assertTrue(window.show(Path.of("some/../report.html")));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (!Files.exists(seen)) {
            Thread.sleep(20);
          }
          assertEquals(Path.of("report.html").toAbsolutePath().toString(), Files.readString(seen));
        });
  }

  /// A machine without a browser ended the demonstration with a stack trace.
  @Test
  void aMachineWithoutABrowserIsNoMistake() {
    assertFalse(new BrowserWindow(List.of()).show(Path.of("report.html")));
    assertFalse(
        new BrowserWindow(List.of(directory.resolve("xdg-open").toString()))
            .show(Path.of("report.html")));
  }
}
