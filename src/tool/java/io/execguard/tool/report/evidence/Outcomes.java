package io.execguard.tool.report.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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

  Outcomes(SpillFolder spill) {
    traces = new DigestMap(spill);
    log = new SpillLog(spill);
  }

  /// Somebody waits for what is said of this request.
  void want(Digest128 key) {
    traces.add(key, NOTHING);
  }

  /// One stage of a request, in whatever order they come. The record of a single command has the
  /// name in which it was asked for alone: of one in another's name the event is always kept.
  void see(AuditEvent event) {
    for (String record : event.records()) {
      Digest128 key = Digest128.of(record);
      if (event.isImpersonated()) {
        want(key);
      }
      see(key, event);
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
    Optional<RequestTrace> trace = trace(key);
    Finding told = trace.map(some -> told(finding, some)).orElse(finding);
    return finding.kind().opensSomething()
        ? told.leadingTo(Sequel.of(trace.map(RequestTrace::outcome).orElse(RequestOutcome.UNTOLD)))
        : told;
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
