package io.execguard.tool.report.evidence;

import java.util.ArrayList;
import java.util.List;

/// What people did by single commands, as much of it as the page shows.
final class SequenceTable {
  private final List<CommandSequence> sequences = new ArrayList<>();
  private long count;

  /// Takes the next; the gravest come first.
  void add(CommandSequence sequence) {
    count++;
    if (sequences.size() < Tables.ROWS) {
      sequences.add(sequence);
    }
  }

  /// How many there are, those that are not kept among them.
  long count() {
    return count;
  }

  /// At most [Tables#ROWS].
  List<CommandSequence> rows() {
    return List.copyOf(sequences);
  }
}
