package io.execguard.tool.site;

import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.util.Optional;

/// A file with what the deployed function answered to its own test.
final class SelfTestAnswer {
  /// Lambda's longest answer.
  private static final int LONGEST = 6 << 20;

  private SelfTestAnswer() {}

  /// The word of what keeps the function from a cluster, `not-in-service` where it does not know
  /// the cluster; empty where it reads it.
  static Optional<String> problem(Path file, String cluster) {
    Cursor read =
        new JsonReader(LONGEST)
            .read(TextFile.bytes(file))
            .map(json -> Cursor.at("it", json))
            .orElseThrow(() -> new ToolException(file + " is not JSON"));
    try {
      return read.texts("clusters").contains(cluster)
          ? read.required("failed").optional(cluster).map(Cursor::text)
          : Optional.of("not-in-service");
    } catch (WrongShapeException e) {
      throw new ToolException(file + " is no self-test's: " + e.getMessage());
    }
  }
}
