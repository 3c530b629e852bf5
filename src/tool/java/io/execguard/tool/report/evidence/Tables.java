package io.execguard.tool.report.evidence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The findings that the page shows: of each kind the gravest, and how many there are.
public final class Tables implements Findings {
  /// What an auditor can read through; `--output json` has the rest.
  public static final int ROWS = 500;

  private final SessionTable sessions = new SessionTable();
  private final SequenceTable sequences = new SequenceTable();
  private final Map<Kind, FindingTable> findings = new EnumMap<>(Kind.class);

  @Override
  public void add(Finding finding, Severity severity) {
    findings.computeIfAbsent(finding.kind(), _ -> new FindingTable()).add(finding, severity);
  }

  @Override
  public void add(RecordedSession session) {
    sessions.add(session);
  }

  /// At most [#ROWS], the gravest first.
  public List<RecordedSession> sessions() {
    return sessions.rows();
  }

  @Override
  public void add(CommandSequence sequence) {
    sequences.add(sequence);
  }

  /// At most [#ROWS], the gravest first.
  public List<CommandSequence> sequences() {
    return sequences.rows();
  }

  public long count(Kind kind) {
    return switch (kind) {
      case RECORDED -> sessions.count();
      case COMMANDS -> sequences.count();
      default -> table(kind).map(FindingTable::count).orElse(0L);
    };
  }

  /// At most [#ROWS], the gravest first.
  public List<FindingRow> rows(Kind kind) {
    return table(kind).map(FindingTable::rows).orElse(List.of());
  }

  private Optional<FindingTable> table(Kind kind) {
    return Optional.ofNullable(findings.get(kind));
  }
}
