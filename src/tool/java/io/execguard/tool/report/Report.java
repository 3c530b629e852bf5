package io.execguard.tool.report;

import io.execguard.tool.report.evidence.AuditEntries;
import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.DecisionEntries;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.Question;
import io.execguard.tool.report.evidence.SourceUse;
import io.execguard.tool.report.evidence.Span;
import io.execguard.tool.report.evidence.Spool;
import io.execguard.tool.report.evidence.TranscriptReader;
import io.execguard.tool.report.evidence.Twins;
import io.execguard.tool.report.evidence.Witnessed;
import io.execguard.tool.report.page.JsonFindings;
import io.execguard.tool.report.page.Page;
import io.execguard.tool.report.read.Counted;
import io.execguard.tool.report.read.Entries;
import io.execguard.tool.report.read.Place;
import io.execguard.tool.report.read.Progress;
import io.execguard.tool.report.read.Source;
import io.execguard.tool.report.read.SourceReader;
import io.execguard.tool.report.read.Tracked;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/// Makes the report: decisions first, then the audit events against them, then the records that no
/// event has named.
public final class Report {
  /// How the making ended.
  public sealed interface Outcome {
    /// It is made.
    ///
    /// @param wantsAnAnswer it holds something that somebody has to be asked about
    /// @param comparedNothing both logs were given, and no entry was held against the other
    /// @param missesTheQuestion a log that was given is of another time, or of other clusters
    /// @param unreadable what could not be read, the first of it
    record Made(
        boolean wantsAnAnswer,
        boolean comparedNothing,
        boolean missesTheQuestion,
        List<String> unreadable,
        long unreadableInAll)
        implements Outcome {
      public Made {
        unreadable = List.copyOf(unreadable);
      }
    }

    /// The decisions are of several clusters, and audit events do not name theirs.
    record SeveralClusters(List<String> clusters) implements Outcome {
      public SeveralClusters {
        clusters = List.copyOf(clusters);
      }
    }
  }

  private final Evidence evidence;
  private final Progress progress;

  private Report(Evidence evidence, Progress progress) {
    this.evidence = evidence;
    this.progress = progress;
  }

  /// The page.
  public static Outcome html(Question question, Writer out, Progress progress) throws IOException {
    Report report = new Report(new Evidence(question, _ -> {}), progress);
    Outcome outcome = report.read();
    if (outcome instanceof Outcome.Made) {
      out.write(Page.of(report.evidence));
    }
    return outcome;
  }

  /// A line of JSON for each finding as soon as it is found, and a summary behind them.
  public static Outcome json(Question question, Writer out, Progress progress) throws IOException {
    JsonFindings findings = new JsonFindings(out);
    Report report = new Report(new Evidence(question, findings), progress);
    Outcome outcome = report.read();
    if (outcome instanceof Outcome.Made) {
      findings.summary(report.evidence);
    }
    return outcome;
  }

  private Outcome read() throws IOException {
    Twins twins = new Twins();
    boolean compares =
        !evidence.question.audit().isEmpty() && !evidence.question.decisions().isEmpty();
    try (Spool spool = new Spool();
        DecisionEntries decisions =
            new DecisionEntries(
                evidence, twins, compares ? Optional.of(spool) : Optional.empty())) {
      for (Source source : evidence.question.decisions()) {
        read(source, "decisions", decisions);
      }
      decisions.acts().finish();
      if (evidence.clusters.size() > 1 && !evidence.question.audit().isEmpty()) {
        return new Outcome.SeveralClusters(List.copyOf(evidence.clusters.keySet()));
      }
      AuditEntries audit =
          new AuditEntries(evidence, compares ? Optional.of(twins) : Optional.empty());
      for (Source source : evidence.question.audit()) {
        read(source, "audit events", audit);
      }
      witness();
      if (compares) {
        Optional<Span> audited = evidence.audited();
        spool.each((record, _) -> unseen(record, twins, audited));
      }
    }
    return made();
  }

  private void unseen(Finding record, Twins twins, Optional<Span> audited) {
    if (twins.isSeen(record.id())) {
      evidence.counts.add(Count.RECORDS_TWINNED);
    } else if (audited.isPresent() && audited.get().holds(record.time().orElseThrow())) {
      evidence.find(record);
    } else {
      evidence.counts.add(Count.RECORDS_OUTSIDE);
    }
  }

  private void witness() {
    List<Source> logs = evidence.question.transcripts();
    if (logs.isEmpty()) {
      new Witnessed(evidence, Optional.empty()).judge();
      return;
    }
    try (TranscriptReader reader = evidence.question.reader().get()) {
      logs.forEach(log -> read(log, reader));
      new Witnessed(evidence, Optional.of(reader)).judge();
    }
  }

  private void read(Source source, TranscriptReader reader) {
    try (InputStream opened = source.opening().open();
        Counted counted = new Counted(opened)) {
      progress.at(source.name(), 0, source.size(), 0);
      TranscriptReader.Outcome outcome = reader.read(counted, source.name());
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

  private void read(Source source, String holds, Entries entries) {
    Tracked tracked = new Tracked(entries);
    try (InputStream opened = source.opening().open();
        Counted counted = new Counted(opened)) {
      tracked.follow(source, counted, progress);
      SourceReader.read(counted, source.name(), tracked);
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

  private Outcome made() {
    List<String> unreadable =
        evidence.tables.rows(Kind.UNREADABLE).stream()
            .limit(20)
            .map(finding -> finding.place() + ": " + finding.note())
            .toList();
    return new Outcome.Made(
        evidence.wantsAnAnswer(),
        evidence.comparedNothing(),
        evidence.missesTheQuestion(),
        unreadable,
        evidence.tables.count(Kind.UNREADABLE));
  }
}
