package io.execguard.tool.report.read;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What a file is that holds no lines of JSON: somebody gave an archive or a page, and is told so.
final class OtherFile {
  /// How the files of each kind begin.
  private static final Map<String, String> BEGINS =
      Map.of(
          "PAR1", "Parquet: ask it by SQL, or export it as JSON",
          "PK\u0003\u0004", "a ZIP archive: unpack it",
          "(\u00b5/\u00fd", "compressed by zstd: unpack it",
          "BZh", "compressed by bzip2: unpack it",
          "\u00fd7zXZ", "compressed by xz: unpack it",
          "<!doctype", "a page of HTML");

  private OtherFile() {}

  /// By a file's first bytes; empty where they may be a log's.
  static Optional<String> of(byte[] head) {
    String begin = new String(head, StandardCharsets.ISO_8859_1);
    return BEGINS.entrySet().stream()
        .filter(file -> begin.regionMatches(true, 0, file.getKey(), 0, file.getKey().length()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
