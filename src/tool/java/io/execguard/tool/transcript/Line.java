package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/// One line of a transcript as it stands in a log.
///
/// @param number from 1, as the line says; 0 where it says none
/// @param latin the bytes behind the kind, a character each
/// @param inner it stands behind other text in the log's line: the container's own process had
///   begun that line, or wrote all of it
/// @param stderr the log says that it came from stderr, and the recorder writes to stdout
/// @param origin from which container's log
/// @param arrival how many lines of transcripts were read before it
record Line(
    UUID session,
    long number,
    Kind kind,
    String latin,
    Optional<Instant> time,
    boolean inner,
    boolean stderr,
    Origin origin,
    long arrival) {

  /// A session's lines one behind the other; of one number the likelier first.
  static final Comparator<Line> ORDER =
      Comparator.comparing(Line::session)
          .thenComparingLong(Line::number)
          .thenComparing(Line::inner)
          .thenComparingLong(Line::arrival);

  /// The bytes behind the kind.
  byte[] text() {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The text behind the kind; what is no UTF-8 becomes U+FFFD.
  String string() {
    return new String(text(), StandardCharsets.UTF_8);
  }

  /// Some collectors take the carriage return off a line's end.
  boolean saysTheSame(Line other) {
    return kind == other.kind && withoutReturn().equals(other.withoutReturn());
  }

  private String withoutReturn() {
    return endsInReturn() ? latin.substring(0, latin.length() - 1) : latin;
  }

  boolean endsInReturn() {
    return latin.endsWith("\r");
  }
}
