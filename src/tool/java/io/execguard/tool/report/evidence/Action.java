package io.execguard.tool.report.evidence;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// What somebody did once, or several times with nothing between.
///
/// @param last of them, by time
/// @param where namespace and pod, or what else was reached
/// @param came what came of it: the decision, and what the audit event says
/// @param id of the first one's record or audit event
public record Action(
    Optional<Instant> first,
    Optional<Instant> last,
    long times,
    String who,
    Caller caller,
    String what,
    List<String> command,
    String where,
    String came,
    String id,
    Place place) {
  public Action {
    command = List.copyOf(command);
  }

  static Action of(Finding finding) {
    return new Action(
        finding.time(),
        finding.time(),
        1,
        finding.who(),
        finding.caller(),
        finding.what(),
        finding.command(),
        finding.where(),
        came(finding),
        finding.id(),
        finding.place());
  }

  private static String came(Finding finding) {
    String note = finding.note();
    return switch (finding.kind()) {
      case DENIED -> "denied: " + note + later(finding);
      case BYPASS -> "past the guard; " + outcome(finding, RequestOutcome::sentence).orElse(note);
      case FAILED_OPEN -> "let pass: " + note + behind(outcome(finding, RequestOutcome::answer));
      case UNANSWERED -> "refused while the guard did not answer: " + note;
      case RECORD_MISSING ->
          "its record is missing; " + outcome(finding, RequestOutcome::sentence).orElse(note);
      case ALLOWED -> "allowed: " + note + behind(outcome(finding, RequestOutcome::sentence));
      // Without its times: of 600 equal commands each has others.
      case COMMANDS -> "allowed: " + note + behind(outcome(finding, RequestOutcome::answer));
      default -> note;
    };
  }

  private static String later(Finding finding) {
    return finding.sequel().allowedLater().map(time -> "; " + Sequel.allowed(time)).orElse("");
  }

  private static Optional<String> outcome(Finding finding, Function<RequestOutcome, String> words) {
    return finding.sequel().outcome().map(words);
  }

  private static String behind(Optional<String> sentence) {
    return sentence.map(some -> "; " + some).orElse("");
  }

  /// In their order, equal neighbours as one.
  static List<Action> merged(List<Action> actions) {
    List<Action> merged = new ArrayList<>();
    actions.stream()
        .sorted(Comparator.comparing(action -> action.first().orElse(Instant.EPOCH)))
        .forEach(
            action -> {
              if (!merged.isEmpty() && merged.getLast().isSame(action)) {
                merged.addLast(merged.removeLast().with(action));
              } else {
                merged.add(action);
              }
            });
    return merged;
  }

  private boolean isSame(Action other) {
    return who.equals(other.who)
        && what.equals(other.what)
        && command.equals(other.command)
        && where.equals(other.where)
        && came.equals(other.came)
        && Objects.equals(caller, other.caller);
  }

  private Action with(Action next) {
    return new Action(
        first, next.last, times + next.times, who, caller, what, command, where, came, id, place);
  }
}
