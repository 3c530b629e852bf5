package io.execguard.tool.report.evidence;

import java.io.InputStream;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads the transcripts that containers' logs hold. The report says what it needs of them; the
/// room that reads them rests on this one.
public interface TranscriptReader extends AutoCloseable {

  /// Reads one log, maybe not to its last byte.
  TranscriptUse read(InputStream input, String source);

  /// Hands over what is known of each session, once all logs are read.
  void each(Consumer<Transcript> consumer);

  /// Hands over what sessions showed, in one go through all lines.
  void texts(Predicate<UUID> wanted, BiConsumer<UUID, Transcript.Text> consumer);

  @Override
  void close();
}
