package io.execguard.tool.transcript;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What stands on a terminal, for tests of other rooms.
public final class PersonsScreen {
  private PersonsScreen() {}

  /// The rows of a terminal of this size that got these bytes.
  public static List<String> of(byte[] shown, int columns, int rows) {
    var terminal = new Emulation(columns, rows);
    if (!terminal.show(new String(shown, StandardCharsets.UTF_8))) {
      throw new IllegalStateException("The emulation failed");
    }
    terminal.look(_ -> {});
    return List.copyOf(terminal.texts());
  }
}
