package io.execguard.tool.report;

import io.execguard.tool.report.evidence.AuditEntries;
import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.DecisionEntries;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.FindingSpool;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.LaterFindings;
import io.execguard.tool.report.evidence.Question;
import io.execguard.tool.report.evidence.RecordMatcher;
import io.execguard.tool.report.evidence.Span;
import io.execguard.tool.report.evidence.SpillFolder;
import io.execguard.tool.report.evidence.TranscriptReader;
import io.execguard.tool.report.evidence.Witnessed;
import io.execguard.tool.report.page.CsvFindings;
import io.execguard.tool.report.page.JsonFindings;
import io.execguard.tool.report.page.Page;
import io.execguard.tool.report.read.Progress;
import io.execguard.tool.report.read.Source;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Makes the report: decisions first, then the audit events against them, then the records that no
/// event has named.
public final class Report {
  private final Evidence evidence;
  private final SpillFolder spill;
  private final SourcePass sources;

  private Report(Evidence evidence, SpillFolder spill, Progress progress) {
    this.evidence = evidence;
    this.spill = spill;
    sources = new SourcePass(evidence, progress);
  }

  /// The page.
  public static ReportOutcome html(
      Question question, SpillFolder spill, Writer out, Progress progress) throws IOException {
    Report report = new Report(new Evidence(question, spill, (_, _) -> {}), spill, progress);
    ReportOutcome outcome = report.read();
    if (outcome instanceof ReportOutcome.Made) {
      out.write(Page.of(report.evidence));
    }
    return outcome;
  }

  /// A line of JSON for each finding, most of them once both logs are read, and a summary behind
  /// them.
  public static ReportOutcome json(
      Question question, SpillFolder spill, Writer out, Progress progress) throws IOException {
    JsonFindings findings = new JsonFindings(out);
    Report report = new Report(new Evidence(question, spill, findings), spill, progress);
    ReportOutcome outcome = report.read();
    if (outcome instanceof ReportOutcome.Made) {
      findings.summary(report.evidence);
    }
    findings.finish();
    return outcome;
  }

  /// A table of each kind, and of what was looked for.
  ///
  /// @param folder that is there and empty
  public static ReportOutcome csv(
      Question question, SpillFolder spill, Path folder, Progress progress) throws IOException {
    try (CsvFindings findings = new CsvFindings(folder)) {
      Report report = new Report(new Evidence(question, spill, findings), spill, progress);
      ReportOutcome outcome = report.read();
      if (outcome instanceof ReportOutcome.Made) {
        findings.summary(report.evidence);
      }
      return outcome;
    }
  }

  private ReportOutcome read() {
    RecordMatcher twins = new RecordMatcher(spill);
    boolean compares =
        !evidence.question.audit().isEmpty() && !evidence.question.decisions().isEmpty();
    Optional<FindingSpool> spool =
        compares ? Optional.of(new FindingSpool(spill)) : Optional.empty();
    LaterFindings later = new LaterFindings(evidence);
    DecisionEntries decisions = new DecisionEntries(evidence, twins, spool, later);
    for (Source source : evidence.question.decisions()) {
      sources.read(source, "decisions", decisions);
    }
    decisions.acts().finish();
    if (evidence.clusters.size() > 1 && !evidence.question.audit().isEmpty()) {
      return new ReportOutcome.SeveralClusters(List.copyOf(evidence.clusters.keySet()));
    }
    if (!evidence.question.audit().isEmpty()) {
      audit(compares ? Optional.of(twins) : Optional.empty(), later);
    }
    Optional<Span> audited = evidence.audited();
    spool.ifPresent(some -> some.each(record -> unseen(record.finding(), twins, audited)));
    later.finish(decisions.acts()::stands);
    witness();
    return made();
  }

  private void audit(Optional<RecordMatcher> twins, LaterFindings later) {
    AuditEntries audit = new AuditEntries(evidence, twins, new ShippedWebhooks(), later);
    for (Source source : evidence.question.audit()) {
      sources.read(source, "audit events", audit);
    }
  }

  private void unseen(Finding record, RecordMatcher twins, Optional<Span> audited) {
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
      logs.forEach(log -> sources.read(log, reader));
      new Witnessed(evidence, Optional.of(reader)).judge();
    }
  }

  private ReportOutcome made() {
    List<String> unreadable =
        evidence.tables.rows(Kind.UNREADABLE).stream()
            .limit(20)
            .flatMap(
                row ->
                    Collections.nCopies(
                        (int) Math.min(20, row.times()),
                        row.first().place() + ": " + row.first().note())
                        .stream())
            .limit(20)
            .toList();
    return new ReportOutcome.Made(
        evidence.wantsAnAnswer(),
        evidence.coverage.comparedNothing(),
        evidence.coverage.missesTheQuestion(),
        unreadable,
        evidence.tables.count(Kind.UNREADABLE),
        evidence.sources);
  }
}
