package io.execguard.tool.report;

import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.SourceUse;
import io.execguard.tool.report.evidence.TranscriptReader;
import io.execguard.tool.report.evidence.TranscriptUse;
import io.execguard.tool.report.read.DigestingInputStream;
import io.execguard.tool.report.read.EntriesAhead;
import io.execguard.tool.report.read.LogEntries;
import io.execguard.tool.report.read.Place;
import io.execguard.tool.report.read.Progress;
import io.execguard.tool.report.read.ProgressHandler;
import io.execguard.tool.report.read.Source;
import io.execguard.tool.report.read.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Reads each source once and whole, and leaves in the evidence what it was: its bytes, their
/// digest, and how much of it could be read.
final class SourcePass {
  private final Evidence evidence;
  private final Progress progress;

  SourcePass(Evidence evidence, Progress progress) {
    this.evidence = evidence;
    this.progress = progress;
  }

  /// A log of decisions or of audit events.
  void read(Source source, String holds, LogEntries entries) {
    ProgressHandler tracked = new ProgressHandler(entries);
    EntriesAhead ahead = new EntriesAhead(tracked);
    try (InputStream opened = source.opening().open();
        DigestingInputStream counted = new DigestingInputStream(opened)) {
      tracked.follow(source, counted, progress);
      SourceReader.read(counted, source.name(), ahead);
      ahead.finish();
      counted.transferTo(OutputStream.nullOutputStream());
      evidence.sources.add(
          new SourceUse(
              source.name(),
              holds,
              counted.bytes(),
              counted.sha256Hex(),
              tracked.entries(),
              tracked.unreadable()));
    } catch (IOException e) {
      throw new UncheckedIOException(source.name() + " cannot be read", e);
    }
  }

  /// A container's log.
  void read(Source source, TranscriptReader reader) {
    try (InputStream opened = source.opening().open();
        DigestingInputStream counted = new DigestingInputStream(opened)) {
      progress.at(source.name(), 0, source.size(), 0);
      TranscriptUse outcome = reader.read(counted, source.name());
      counted.transferTo(OutputStream.nullOutputStream());
      outcome
          .problem()
          .ifPresent(
              problem ->
                  evidence.find(
                      Finding.unreadable(
                          new Place(source.name(), 0), "was not read whole: " + problem)));
      evidence.sources.add(
          new SourceUse(
              source.name(),
              "container logs",
              counted.bytes(),
              counted.sha256Hex(),
              outcome.lines(),
              outcome.problem().isPresent() ? 1 : 0));
    } catch (IOException e) {
      throw new UncheckedIOException(source.name() + " cannot be read", e);
    }
  }
}
