package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the audit events say of the requests that rows are about, in all their stages: who asked
/// from where, whether it came about, from when until when. A row waits for it by the id of its
/// record, or by the request itself where it has none. Each takes some 130 bytes of memory.
final class Outcomes {
  private static final String STARTED = "ResponseStarted";

  /// Who asked with which client: so many are kept once for all their requests. Beyond these each
  /// request has its own.
  private static final int ASKERS = 20_000;

  /// @param impersonating what stands behind the name in which somebody else asked; empty for one
  ///   who asks in their own
  private record Asker(String impersonating, Caller caller) {
    static Asker of(AuditEvent event) {
      int name = (event.isImpersonated() ? event.username() : event.who()).length();
      return new Asker(event.who().substring(name), event.caller());
    }

    String who(String recorded) {
      return recorded.endsWith(impersonating) ? recorded : recorded + impersonating;
    }
  }

  /// What is known of one request so far.
  private static final class Trace {
    private Optional<Asker> asker = Optional.empty();
    private Optional<RequestWords> words = Optional.empty();
    private Optional<Instant> asked = Optional.empty();
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private boolean opened;
    private boolean connection;
    private int code;
  }

  private final DigestMap numbers = new DigestMap();
  private final List<Trace> traces = new ArrayList<>();
  private final Map<Asker, Asker> askers = new HashMap<>();

  /// Somebody waits for what is said of this request.
  void want(Digest128 key) {
    if (numbers.add(key)) {
      numbers.number(key, traces.size());
      traces.add(new Trace());
    }
  }

  /// One stage of a request, in whatever order they come. The record of a single command has the
  /// name in which it was asked for alone: of one in another's name the event is always kept.
  void see(AuditEvent event) {
    for (String record : event.records()) {
      Digest128 key = Digest128.of(record);
      if (event.isImpersonated()) {
        want(key);
      }
      trace(key).ifPresent(trace -> add(trace, event));
    }
    if (event.records().isEmpty()) {
      trace(event.key()).ifPresent(trace -> add(trace, event));
    }
  }

  private Optional<Trace> trace(Digest128 key) {
    OptionalLong number = numbers.number(key);
    return number.isPresent()
        ? Optional.of(traces.get((int) number.getAsLong()))
        : Optional.empty();
  }

  /// Where a session ends in a panic its last stage has a code of its own: the one that opened it
  /// counts.
  private void add(Trace trace, AuditEvent event) {
    if (trace.asker.isEmpty()) {
      trace.asker = Optional.of(asker(event));
    }
    if (!trace.opened) {
      trace.code = event.code();
      trace.opened = event.isOpened();
    }
    trace.connection = event.isConnection();
    trace.asked = event.time();
    if (event.stage().equals(STARTED)) {
      trace.started = event.stageTime();
    } else {
      trace.ended = event.stageTime();
    }
    if (event.resource().equals("nodes/proxy")) {
      trace.words = Optional.of(RequestWords.of(event));
    }
  }

  private Asker asker(AuditEvent event) {
    Asker asker = Asker.of(event);
    return askers.size() < ASKERS
        ? askers.computeIfAbsent(asker, one -> one)
        : askers.getOrDefault(asker, asker);
  }

  /// A finding as its event tells it: the record knows neither the address nor who asked in whose
  /// name, and of a call to a kubelet not the command.
  Finding told(Finding finding, Digest128 key) {
    Optional<Trace> trace = trace(key).filter(some -> some.asker.isPresent());
    Finding told = trace.map(some -> told(finding, some)).orElse(finding);
    return finding.kind().opensSomething()
        ? told.leadingTo(Sequel.of(trace.map(Outcomes::outcome).orElse(RequestOutcome.UNTOLD)))
        : told;
  }

  private static Finding told(Finding finding, Trace trace) {
    Finding named = trace.words.map(finding::saying).orElse(finding);
    return trace
        .asker
        .map(asker -> named.askedBy(asker.who(finding.who()), asker.caller.or(finding.caller())))
        .orElse(named);
  }

  /// Who asked for a session on record, and from where.
  OnRecord told(OnRecord session) {
    return trace(Digest128.of(session.id()))
        .flatMap(trace -> trace.asker)
        .map(asker -> session.askedBy(asker.who(session.who()), asker.caller.or(session.caller())))
        .orElse(session);
  }

  private static RequestOutcome outcome(Trace trace) {
    return trace.opened
        ? new RequestOutcome(
            RequestOutcome.State.CAME_ABOUT,
            trace.code,
            trace.connection ? trace.started.or(() -> trace.asked) : trace.asked,
            trace.connection ? trace.ended : Optional.empty(),
            trace.connection)
        : new RequestOutcome(
            RequestOutcome.State.NOT_OPENED,
            trace.code,
            Optional.empty(),
            Optional.empty(),
            trace.connection);
  }
}
