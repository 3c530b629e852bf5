package io.execguard.tool;

import io.execguard.json.Json;
import io.execguard.tool.files.ReviewFile;
import java.nio.file.Path;
import java.util.Map;

/// Reviews that no webhook is asked about, made of captured ones: no API server ever sent them.
public final class Unasked {
  private static final Path RUN = Path.of("src/test/resources/reviews/run-interactive.json");

  private Unasked() {}

  /// A pod with stdin, made by a user.
  public static ReviewFile podOf(String username) {
    return ReviewFile.read(RUN)
        .patched(members("userInfo", members("username", new Json.Text(username, 1))));
  }

  public static ReviewFile deletion() {
    return ReviewFile.read(RUN).patched(members("operation", new Json.Text("DELETE", 1)));
  }

  private static Json.Members members(String name, Json value) {
    return new Json.Members(Map.of(name, value), 1);
  }
}
