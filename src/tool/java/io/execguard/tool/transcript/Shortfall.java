package io.execguard.tool.transcript;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the recorder says that it left out.
///
/// @param bytes of output that are not logged, or of all input
record Shortfall(long bytes, String sentence) {
  private static final Pattern CUT = Pattern.compile("bytes=(\\d{1,18})\\s*");
  private static final Pattern DIGEST =
      Pattern.compile("(?:sha256=[0-9a-f]{64} )?bytes=(\\d{1,18})\\s*");

  /// Of a line `cut` or `in-digest`; empty where it is not as the recorder writes it.
  static Optional<Shortfall> of(Line line) {
    return line.kind() == LineKind.CUT
        ? of(
            CUT.matcher(line.latin()),
            "",
            " bytes of output were not logged: the bound was reached")
        // A command behind 64 KiB of anything would be in no line.
        : of(
            DIGEST.matcher(line.latin()),
            "of ",
            " bytes of input the first 64 KiB are on record, and the digest of all");
  }

  private static Optional<Shortfall> of(Matcher matcher, String before, String behind) {
    return Optional.of(matcher)
        .filter(Matcher::matches)
        .map(
            found ->
                new Shortfall(Long.parseLong(found.group(1)), before + found.group(1) + behind));
  }
}
