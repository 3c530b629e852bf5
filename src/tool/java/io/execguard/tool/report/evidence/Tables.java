package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The findings that the page shows: of each kind the first that were read, and how many there are.
public final class Tables implements Findings {
  /// What an auditor can read through; `--output json` has the rest.
  public static final int ROWS = 500;

  private final SessionTable sessions = new SessionTable();
  private final List<CommandSequence> sequences = new ArrayList<>();
  private final Map<Kind, List<Finding>> rows = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

  @Override
  public void add(Finding finding) {
    counts.merge(finding.kind(), 1L, Long::sum);
    List<Finding> kept = rows.computeIfAbsent(finding.kind(), _ -> new ArrayList<>());
    if (kept.size() < ROWS) {
      kept.add(finding);
    }
  }

  @Override
  public void add(RecordedSession session) {
    counts.merge(Kind.RECORDED, 1L, Long::sum);
    sessions.add(session);
  }

  /// At most [#ROWS], the earliest first.
  public List<RecordedSession> sessions() {
    return sessions.rows();
  }

  @Override
  public void add(CommandSequence sequence) {
    counts.merge(Kind.COMMANDS, 1L, Long::sum);
    if (sequences.size() < ROWS) {
      sequences.add(sequence);
    }
  }

  /// At most [#ROWS], the gravest first.
  public List<CommandSequence> sequences() {
    return List.copyOf(sequences);
  }

  public long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /// At most [#ROWS], the earliest first.
  public List<Finding> rows(Kind kind) {
    return rows.getOrDefault(kind, List.of()).stream()
        .sorted(Comparator.comparing(finding -> finding.time().orElse(Instant.EPOCH)))
        .toList();
  }
}
