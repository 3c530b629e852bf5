package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What one person did in one pod, in its order: single commands in a row can be as much as a
/// session.
///
/// @param where namespace and pod
/// @param attempts all of them, denied ones too, each once
/// @param sessions of these, that were let in
/// @param past of these, without the guard
/// @param span from the first to the last; empty where no time is known
/// @param entries those that are listed, equal neighbours as one
public record CommandSequence(
    String who,
    String where,
    long attempts,
    long sessions,
    long denied,
    long past,
    Optional<Span> span,
    List<Entry> entries) {
  public CommandSequence {
    entries = List.copyOf(entries);
  }

  /// What was done once, or several times with nothing between.
  ///
  /// @param last of them, by time
  /// @param came what came of it: the decision, and what the audit event says
  /// @param id of the first one's record or audit event
  public record Entry(
      Optional<Instant> first,
      Optional<Instant> last,
      long times,
      String what,
      List<String> command,
      String came,
      Caller caller,
      String id,
      Place place) {
    public Entry {
      command = List.copyOf(command);
    }

    static Entry of(Finding finding) {
      return new Entry(
          finding.time(),
          finding.time(),
          1,
          finding.what(),
          finding.command(),
          came(finding),
          finding.caller(),
          finding.id(),
          finding.place());
    }

    private static String came(Finding finding) {
      return switch (finding.kind()) {
        case DENIED -> "denied: " + finding.note();
        case BYPASS -> "past the guard; " + outcome(finding);
        case FAILED_OPEN -> "let pass: " + finding.note();
        case COMMANDS -> "allowed: " + finding.note();
        default -> "allowed: " + finding.note() + "; " + outcome(finding);
      };
    }

    private static String outcome(Finding finding) {
      return finding.sequel().outcome().map(RequestOutcome::sentence).orElse(finding.note());
    }

    private boolean isSame(Entry other) {
      return what.equals(other.what)
          && command.equals(other.command)
          && came.equals(other.came)
          && Objects.equals(caller, other.caller);
    }

    private Entry with(Entry next) {
      return new Entry(
          first, next.last, times + next.times, what, command, came, caller, id, place);
    }
  }

  /// How many are not listed.
  public long leftOut() {
    return attempts - entries.stream().mapToLong(Entry::times).sum();
  }

  /// In their order, equal neighbours as one.
  static List<Entry> merged(List<Entry> entries) {
    List<Entry> merged = new ArrayList<>();
    entries.stream()
        .sorted(Comparator.comparing(entry -> entry.first().orElse(Instant.EPOCH)))
        .forEach(
            entry -> {
              if (!merged.isEmpty() && merged.getLast().isSame(entry)) {
                merged.addLast(merged.removeLast().with(entry));
              } else {
                merged.add(entry);
              }
            });
    return merged;
  }
}
