package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Action;
import io.execguard.tool.report.evidence.Caller;
import io.execguard.tool.report.evidence.CommandSequence;
import io.execguard.tool.report.evidence.Count;
import io.execguard.tool.report.evidence.Evidence;
import io.execguard.tool.report.evidence.Finding;
import io.execguard.tool.report.evidence.Findings;
import io.execguard.tool.report.evidence.Kind;
import io.execguard.tool.report.evidence.OnRecord;
import io.execguard.tool.report.evidence.RecordedSession;
import io.execguard.tool.report.evidence.RequestOutcome;
import io.execguard.tool.report.evidence.Severity;
import io.execguard.tool.report.evidence.SourceUse;
import io.execguard.tool.report.evidence.Transcript;
import io.execguard.tool.report.read.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes findings as tables to draw samples from: a file for each kind that is found, all rows of
/// it, and `summary.csv` with each kind that was looked for.
public final class CsvFindings implements Findings, AutoCloseable {
  private static final List<String> WHO =
      List.of("who", "session_name", "arn", "source_address", "user_agent");
  private static final List<String> PLACE = List.of("id", "file", "line");

  private static final List<String> FINDING =
      head(
          List.of(
              List.of("severity", "time"),
              WHO,
              List.of("what", "command", "namespace", "where", "note"),
              List.of("outcome", "code", "from", "until"),
              PLACE,
              List.of("allowed_later")));
  private static final List<String> RECORDED =
      head(
          List.of(
              List.of("time"),
              WHO,
              List.of("what", "command", "namespace", "where", "note"),
              List.of("session", "transcript", "from", "until", "exit"),
              PLACE));
  private static final List<String> COMMANDS =
      head(
          List.of(
              List.of("first", "last", "times"),
              WHO,
              List.of("what", "command", "where", "came"),
              PLACE));

  private final Path folder;
  private final Map<Kind, CsvTable> tables = new EnumMap<>(Kind.class);

  /// @param folder that is there and empty
  public CsvFindings(Path folder) {
    this.folder = folder;
  }

  private static List<String> head(List<List<String>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }

  @Override
  public void add(Finding finding, Severity severity) {
    List<String> row = new ArrayList<>(List.of(severity.word(), time(finding.time())));
    person(row, finding.who(), finding.caller());
    row.addAll(
        List.of(
            finding.what(),
            JsonMembers.text(finding.command()),
            finding.namespace(),
            finding.where(),
            finding.note()));
    Optional<RequestOutcome> outcome = finding.sequel().outcome();
    row.add(outcome.map(some -> some.state().word()).orElse(""));
    row.add(
        outcome.map(RequestOutcome::code).filter(code -> code > 0).map(String::valueOf).orElse(""));
    row.add(time(outcome.flatMap(RequestOutcome::from)));
    row.add(time(outcome.flatMap(RequestOutcome::until)));
    place(row, finding.id(), finding.place());
    row.add(time(finding.sequel().allowedLater()));
    table(finding.kind(), FINDING).row(row);
  }

  @Override
  public void add(RecordedSession recorded) {
    OnRecord session = recorded.session();
    Optional<Transcript> transcript = recorded.transcript();
    List<String> row = new ArrayList<>(List.of(session.time().toString()));
    person(row, session.who(), session.caller());
    row.addAll(
        List.of(
            session.what(),
            JsonMembers.text(session.command()),
            session.namespace(),
            session.place(),
            session.reason(),
            session.session(),
            recorded.state().word(),
            time(transcript.flatMap(Transcript::from)),
            time(transcript.flatMap(Transcript::until)),
            transcript.flatMap(Transcript::exit).orElse("")));
    place(row, session.id(), session.source());
    table(Kind.RECORDED, RECORDED).row(row);
  }

  /// Each entry of it, equal neighbours as one.
  @Override
  public void add(CommandSequence sequence) {
    CsvTable table = table(Kind.COMMANDS, COMMANDS);
    for (Action entry : sequence.actions()) {
      List<String> row =
          new ArrayList<>(
              List.of(time(entry.first()), time(entry.last()), String.valueOf(entry.times())));
      person(row, sequence.who(), entry.caller());
      row.addAll(
          List.of(entry.what(), JsonMembers.text(entry.command()), sequence.where(), entry.came()));
      place(row, entry.id(), entry.place());
      table.row(row);
    }
    if (sequence.leftOut() > 0) {
      List<String> row = new ArrayList<>(List.of("", "", String.valueOf(sequence.leftOut())));
      person(row, sequence.who(), Caller.UNTOLD);
      row.addAll(List.of("not listed", "", sequence.where(), ""));
      place(row, "", new Place("", 0));
      table.row(row);
    }
  }

  /// What was looked for, what was counted, and of what the tables were made.
  public void summary(Evidence evidence) {
    try (CsvTable kinds =
        new CsvTable(folder.resolve("summary.csv"), List.of("kind", "found", "looked_for"))) {
      for (Kind kind : JsonSummary.kinds(evidence)) {
        kinds.row(
            List.of(
                kind.word(),
                String.valueOf(evidence.tables.count(kind)),
                String.valueOf(evidence.coverage.isLookedFor(kind))));
      }
    }
    try (CsvTable counts =
        new CsvTable(folder.resolve("counts.csv"), List.of("count", "number", "meaning"))) {
      for (Count count : Count.values()) {
        counts.row(
            List.of(count.word(), String.valueOf(evidence.counts.of(count)), count.sentence()));
      }
    }
    try (CsvTable files =
        new CsvTable(
            folder.resolve("files.csv"),
            List.of("file", "holds", "bytes", "sha256", "entries", "not_read"))) {
      for (SourceUse source : evidence.sources) {
        files.row(
            List.of(
                source.name(),
                source.holds(),
                String.valueOf(source.bytes()),
                source.sha256(),
                String.valueOf(source.entries()),
                String.valueOf(source.unreadable())));
      }
    }
  }

  private CsvTable table(Kind kind, List<String> head) {
    return tables.computeIfAbsent(
        kind, one -> new CsvTable(folder.resolve(one.word() + ".csv"), head));
  }

  private static void person(List<String> row, String who, Caller caller) {
    row.addAll(List.of(who, caller.session(), caller.arn(), caller.address(), caller.agent()));
  }

  private static void place(List<String> row, String id, Place place) {
    row.addAll(List.of(id, place.source(), place.line() == 0 ? "" : String.valueOf(place.line())));
  }

  private static String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  @Override
  public void close() {
    tables.values().forEach(CsvTable::close);
  }
}
