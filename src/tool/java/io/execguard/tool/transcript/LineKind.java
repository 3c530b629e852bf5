package io.execguard.tool.transcript;

import java.util.Arrays;
import java.util.Optional;

/// What a line of a transcript holds.
enum LineKind {
  BEGIN("begin"),
  /// What the terminal showed, up to a line feed.
  OUT("out"),
  /// Likewise, and the next one goes on where it ends.
  OUT_PART("out+"),
  /// What was typed where stdin is no terminal.
  IN("in"),
  IN_PART("in+"),
  /// Of more input than is logged, its digest.
  IN_DIGEST("in-digest"),
  /// Of a tar stream that `tar` reads, as `kubectl cp` sends it: what the container's own `tar`
  /// says of a file in it.
  IN_TAR("tar"),
  IN_TAR_PART("tar+"),
  /// Output that was not logged.
  CUT("cut"),
  END("end"),
  /// Begins as a line of the recorder and is none that it writes.
  MISSHAPEN("");

  private final String word;

  LineKind(String word) {
    this.word = word;
  }

  static Optional<LineKind> of(String word) {
    return word.isEmpty()
        ? Optional.empty()
        : Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
