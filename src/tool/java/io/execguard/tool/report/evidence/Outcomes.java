package io.execguard.tool.report.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// What the audit events say of the requests that rows are about, in all their stages: who asked
/// from where, whether it came about, from when until when. A row waits for it by the id of its
/// record, or by the request itself where it has none.
final class Outcomes {
  /// Somebody waits, and nothing is known.
  private static final long NOTHING = -1;

  /// Who asked with which client: so many are kept once for all their requests. Beyond these each
  /// request has its own.
  private static final int ASKERS = 20_000;

  /// Where a request's trace stands in the log.
  private final DigestMap traces;

  private final SpillLog log;
  private final Map<Asker, Long> askers = new HashMap<>();

  /// Ids that several records have, of which at most one is genuine.
  private final DigestMap shared;

  private boolean anySeen;

  Outcomes(SpillFolder spill) {
    traces = new DigestMap(spill);
    log = new SpillLog(spill);
    shared = new DigestMap(spill);
  }

  /// Somebody waits for what is said of this request.
  void want(Digest128 key) {
    traces.add(key, NOTHING);
  }

  /// Another record has the same id, or another event names it: what the event says is told of a
  /// record whose name it has.
  void share(Digest128 record) {
    shared.add(record, 0);
  }

  /// One stage of a request, in whatever order they come.
  ///
  /// @param isOfAnother whether a record that the event names is another event's: the request is
  ///   known by itself then
  void see(AuditEvent event, Predicate<String> isOfAnother) {
    anySeen = true;
    for (String record : event.records()) {
      see(isOfAnother.test(record) ? event.key() : Digest128.of(record), event);
    }
    if (event.records().isEmpty()) {
      see(event.key(), event);
    }
  }

  private void see(Digest128 key, AuditEvent event) {
    OptionalLong place = traces.number(key);
    if (place.isPresent()) {
      RequestTrace trace =
          place.getAsLong() == NOTHING
              ? RequestTrace.of(asker(Asker.of(event)))
              : RequestTrace.of(log.entry(place.getAsLong()));
      traces.number(key, log.add(trace.with(event).stored()));
    }
  }

  private long asker(Asker asker) {
    Long known = askers.get(asker);
    if (known != null) {
      return known;
    }
    long place = log.add(asker.stored());
    if (askers.size() < ASKERS) {
      askers.put(asker, place);
    }
    return place;
  }

  private Optional<RequestTrace> trace(Digest128 key) {
    OptionalLong place = traces.number(key);
    return place.isPresent() && place.getAsLong() != NOTHING
        ? Optional.of(RequestTrace.of(log.entry(place.getAsLong())))
        : Optional.empty();
  }

  private Asker asker(RequestTrace trace) {
    return Asker.of(log.entry(trace.asker()));
  }

  /// A finding as its event tells it: the record knows neither the address nor who asked in whose
  /// name, and of a call to a kubelet not the command.
  Finding told(Finding finding, Digest128 key) {
    boolean isShared = shared.number(key).isPresent();
    Optional<RequestTrace> trace =
        trace(key).filter(some -> !isShared || asker(some).isOf(finding.who()));
    Finding told = trace.map(some -> told(finding, some)).orElse(finding);
    Finding hinted = isShared ? told.adding("; another record or event has the same id") : told;
    return outcome(finding.kind(), trace).map(Sequel::of).map(hinted::leadingTo).orElse(hinted);
  }

  /// Of single commands that no event of it is there says nothing, where no events are there at
  /// all.
  private Optional<RequestOutcome> outcome(Kind kind, Optional<RequestTrace> trace) {
    Optional<RequestOutcome> known = trace.map(RequestTrace::outcome);
    return switch (kind) {
      case RECORD_MISSING -> known;
      case COMMANDS -> known.or(() -> untold().filter(_ -> anySeen));
      default -> kind.opensSomething() ? known.or(Outcomes::untold) : Optional.empty();
    };
  }

  private static Optional<RequestOutcome> untold() {
    return Optional.of(RequestOutcome.UNTOLD);
  }

  private Finding told(Finding finding, RequestTrace trace) {
    Asker asker = asker(trace);
    return trace
        .words()
        .map(finding::saying)
        .orElse(finding)
        .askedBy(asker.who(finding.who()), asker.caller().or(finding.caller()));
  }

  /// Who asked for a session on record, and from where.
  OnRecord told(OnRecord session) {
    return trace(Digest128.of(session.id()))
        .map(this::asker)
        .map(
            asker -> session.askedBy(asker.who(session.who()), asker.caller().or(session.caller())))
        .orElse(session);
  }

  /// Whether the request of a record opened something; empty where no event of it is there.
  Optional<Boolean> isOpened(String record) {
    return trace(Digest128.of(record)).map(RequestTrace::opened);
  }
}
