package io.execguard.tool.transcript;

import io.execguard.tool.report.evidence.Transcript;
import io.execguard.tool.report.evidence.Transcript.Fault;
import io.execguard.tool.report.evidence.TranscriptReader;
import io.execguard.tool.report.evidence.TranscriptUse;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads transcripts for the report.
public final class ReportedTranscripts implements TranscriptReader {
  private final Transcripts transcripts = Transcripts.none();

  @Override
  public TranscriptUse read(InputStream input, String source) {
    long before = transcripts.count();
    Optional<String> problem = transcripts.read(input, source);
    return new TranscriptUse(transcripts.count() - before, problem);
  }

  @Override
  public void each(Consumer<Transcript> consumer) {
    transcripts.each(summary -> consumer.accept(transcript(summary)));
  }

  @Override
  public void texts(Predicate<UUID> wanted, BiConsumer<UUID, Transcript.Text> consumer) {
    new Excerpts(transcripts, consumer).of(wanted);
  }

  private static Transcript transcript(Summary summary) {
    return new Transcript(
        summary.session(),
        summary.from(),
        summary.until(),
        summary.command(),
        summary.by(),
        summary.terminal(),
        summary.lines(),
        summary.exit(),
        summary.problems().stream()
            .map(one -> new Fault(one.flaw().weight(), one.flaw().word(), one.toString()))
            .toList(),
        summary.origins());
  }

  @Override
  public void close() {
    transcripts.close();
  }
}
