package io.execguard.tool;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The browser of whoever sits at this machine. There need not be one.
///
/// @param command what shows a file that is named behind it; empty where nobody could see it
record BrowserWindow(List<String> command) {
  BrowserWindow {
    command = List.copyOf(command);
  }

  /// Without a screen `xdg-open` would start a browser in the terminal.
  static BrowserWindow ofThisMachine() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return new BrowserWindow(List.of("open"));
    }
    if (system.startsWith("windows")) {
      return new BrowserWindow(List.of("rundll32", "url.dll,FileProtocolHandler"));
    }
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    return new BrowserWindow(screen ? List.of("xdg-open") : List.of());
  }

  /// Shows a page and does not wait.
  ///
  /// @return false where no browser could be started, which is no mistake
  boolean show(Path page) {
    if (command.isEmpty()) {
      return false;
    }
    List<String> words = new ArrayList<>(command);
    words.add(page.toAbsolutePath().normalize().toString());
    try {
      new ProcessBuilder(words)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
