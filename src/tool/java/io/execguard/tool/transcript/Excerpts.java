package io.execguard.tool.transcript;

import io.execguard.tool.report.evidence.Transcript;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// The begins of what several sessions showed. It goes through all lines twice, however many
/// sessions there are: first for what is known of each, and then to show them.
final class Excerpts {
  private final Transcripts transcripts;
  private final BiConsumer<UUID, Transcript.Text> consumer;
  private final Map<UUID, Summary> summaries = new HashMap<>();
  private Optional<SessionExcerpt> showing = Optional.empty();

  Excerpts(Transcripts transcripts, BiConsumer<UUID, Transcript.Text> consumer) {
    this.transcripts = transcripts;
    this.consumer = consumer;
  }

  /// @param wanted of few sessions: what is known of each is kept
  void of(Predicate<UUID> wanted) {
    transcripts.each(
        summary -> {
          if (wanted.test(summary.session())) {
            summaries.put(summary.session(), summary);
          }
        });
    transcripts.lines(this::add);
    end();
  }

  private void add(Line line) {
    if (showing.filter(one -> one.summary().session().equals(line.session())).isEmpty()) {
      end();
      showing = Optional.ofNullable(summaries.get(line.session())).map(SessionExcerpt::new);
    }
    showing.ifPresent(one -> one.add(line));
  }

  private void end() {
    showing.ifPresent(one -> consumer.accept(one.summary().session(), one.text()));
    showing = Optional.empty();
  }
}
