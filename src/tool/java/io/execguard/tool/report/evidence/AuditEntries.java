package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.WrongShape;
import io.execguard.tool.report.read.Entries;
import io.execguard.tool.report.read.Picked;
import io.execguard.tool.report.read.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads audit events of one cluster, and holds each that the guard must have been asked about
/// against the records.
public final class AuditEntries implements Entries {
  /// Written before admission: it cannot have the annotations.
  private static final String TOO_EARLY = "RequestReceived";

  private static final Set<String> LOOKS = Set.of("get", "list", "watch");
  private static final String DELETE = "delete";
  private static final String REGISTRATIONS = "admissionregistration.k8s.io";

  private final Evidence evidence;
  private final Optional<Twins> twins;
  private final Optional<Span> recorded;
  private final Identities known = new Identities();

  /// What hears the entries of one run.
  ///
  /// @param twins empty where there are no decisions to compare with
  public AuditEntries(Evidence evidence, Optional<Twins> twins) {
    this.evidence = evidence;
    this.twins = twins;
    recorded = evidence.recorded();
  }

  @Override
  public boolean entry(byte[] json, Place place) {
    Optional<Cursor> read = Picked.of(json, Audited.MEMBERS);
    if (read.isEmpty()) {
      unreadable(place, "is no JSON object");
      return false;
    }
    try {
      event(event(read.get(), json), place);
      return true;
    } catch (WrongShape wrong) {
      unreadable(place, "is no audit event: " + wrong.sentence());
      return false;
    }
  }

  @Override
  public void unreadable(Place place, String problem) {
    evidence.find(Finding.unreadable(place, problem));
  }

  @Override
  public void aside() {
    evidence.counts.add(Count.LINES_ASIDE);
  }

  /// The object that was sent is large, and of interest for a new pod, and for a deletion, which
  /// can be a dry run.
  private static Audited event(Cursor event, byte[] json) {
    Cursor object = Picked.member(event, "objectRef");
    boolean isPod = object.text("resource").equals("pods") && object.text("subresource").isEmpty();
    boolean isDelete =
        object.text("apiGroup").equals(REGISTRATIONS) && event.text("verb").startsWith(DELETE);
    return Audited.of(
        event,
        isDelete || (isPod && Scope.WRITES.contains(event.text("verb")))
            ? Picked.of(json, Set.of("requestObject"))
                .flatMap(it -> it.optional("requestObject"))
                .filter(sent -> sent.json() instanceof Json.Members)
            : Optional.empty());
  }

  private void event(Audited event, Place place) {
    boolean inside = evidence.question.holds(event.time());
    boolean isRegistration = isRegistration(event);
    Scope scope = Scope.of(event);
    boolean concerns =
        isRegistration
            || scope == Scope.ASKED
            || scope == Scope.UNTOLD
            || !event.records().isEmpty()
            || !event.begun().isEmpty()
            || !event.failedOpen().isEmpty();
    if (event.stage().equals(TOO_EARLY) || (concerns && isJudged(event))) {
      evidence.counts.add(Count.EVENTS_AGAIN);
      return;
    }
    evidence.counts.add(inside ? Count.EVENTS : Count.EVENTS_OUTSIDE);
    if (inside) {
      evidence.audit.add(event.time());
    }
    if (isRegistration) {
      switchedOff(event);
    }
    if (inside && isRegistration) {
      evidence.find(finding(Kind.REGISTRATION, event, answered(event), place));
    } else if (concerns) {
      judge(event, scope, inside, place);
    }
  }

  /// In another stage, or in another export. A stage that opened something is judged behind one
  /// that did not: where a session ends in a panic, its last stage has the code 500.
  private boolean isJudged(Audited event) {
    long opened = isOpened(event) ? 1 : 0;
    OptionalLong before = known.number(event.key());
    if (before.isPresent() && before.getAsLong() >= opened) {
      return true;
    }
    known.number(event.key(), opened);
    return false;
  }

  private void switchedOff(Audited event) {
    boolean isOurs =
        event.resource().equals("validatingwebhookconfigurations")
            && (event.name().isEmpty() || event.name().equals("exec-guard"));
    boolean deletes = event.deletes();
    if (isOurs && isOpened(event) && !event.deletesOthers() && (deletes || event.creates())) {
      evidence.away.add(event.time(), deletes);
    }
  }

  private void judge(Audited event, Scope scope, boolean inside, Place place) {
    Map<Twins.Seen, List<String>> seen =
        Stream.concat(event.records().stream(), event.begun().stream())
            .collect(
                Collectors.groupingBy(
                    id ->
                        twins
                            .map(records -> records.see(id, event.key()))
                            .orElse(Twins.Seen.HERE)));
    evidence.recordings.see(event, isOpened(event));
    if (!inside) {
      return;
    }
    if (!event.failedOpen().isEmpty() && isOpened(event)) {
      evidence.timeline.add(event.time(), Mark.FAILED_OPEN, 1);
      evidence.find(
          finding(
              Kind.FAILED_OPEN,
              event,
              String.join(", ", event.failedOpen()) + " did not answer",
              place));
    }
    if (event.isImpersonated() && (scope == Scope.ASKED || !event.records().isEmpty())) {
      evidence.find(finding(Kind.IMPERSONATED, event, answered(event), place));
    }
    if (!event.records().isEmpty()) {
      evidence.counts.add(Count.EVENTS_JUDGED);
      recorded(event, seen, place);
    } else if (event.failedOpen().isEmpty()) {
      unrecorded(event, scope, place);
    } else {
      evidence.counts.add(Count.EVENTS_JUDGED);
    }
  }

  private void recorded(Audited event, Map<Twins.Seen, List<String>> seen, Place place) {
    List<String> missing = seen.getOrDefault(Twins.Seen.NOWHERE, List.of());
    List<String> shared = seen.getOrDefault(Twins.Seen.OF_ANOTHER, List.of());
    if (twins.isEmpty()) {
      evidence.counts.add(Count.EVENTS_UNCOMPARED);
    } else if (!shared.isEmpty()) {
      String note =
          answered(event)
              + "; record "
              + String.join(", ", shared)
              + ", which another event names, too: it is of one of them";
      evidence.find(finding(Kind.RECORD_MISSING, event, note, place));
    } else if (missing.isEmpty()) {
      evidence.counts.add(Count.EVENTS_RECORDED);
    } else if (recorded.filter(span -> span.holds(event.time())).isEmpty()) {
      evidence.counts.add(Count.EVENTS_RECORD_OUTSIDE);
    } else {
      evidence.find(
          finding(
              Kind.RECORD_MISSING,
              event,
              answered(event) + "; record " + String.join(", ", missing),
              place));
    }
  }

  private void unrecorded(Audited event, Scope scope, Place place) {
    switch (scope) {
      case NOT_ASKED -> {}
      case UNTOLD -> evidence.counts.add(Count.EVENTS_UNTOLD);
      case ASKED -> {
        evidence.counts.add(Count.EVENTS_JUDGED);
        if (event.unanswered()) {
          evidence.counts.add(Count.EVENTS_UNANSWERED);
          evidence.find(finding(Kind.UNANSWERED, event, answered(event), place));
        } else if (event.forbidden()) {
          evidence.counts.add(Count.EVENTS_FORBIDDEN);
        } else if (isOpened(event)) {
          evidence.timeline.add(event.time(), Mark.BYPASS, 1);
          evidence.find(finding(Kind.BYPASS, event, answered(event), place));
        } else {
          evidence.counts.add(Count.EVENTS_REFUSED);
        }
      }
    }
  }

  /// What is behind a proxy answers with codes of its own; the API server's errors are a Status.
  private static boolean isOpened(Audited event) {
    boolean isProxy = event.resource().endsWith("/proxy");
    boolean refused = event.code() >= 400 && (!isProxy || event.failed());
    return !refused && !event.isDryRun();
  }

  /// By its own name, or together with all others.
  private static boolean isRegistration(Audited event) {
    return event.group().equals(REGISTRATIONS)
        && (event.resource().startsWith("validating")
            || event.resource().equals("mutatingwebhookconfigurations"))
        && (event.name().startsWith("exec-guard") || event.verb().equals("deletecollection"))
        && !LOOKS.contains(event.verb());
  }

  private static String answered(Audited event) {
    String outcome = isOpened(event) ? "" : event.isDryRun() ? ", a dry run" : ", refused";
    return "answered "
        + (event.code() == 0 ? "nothing yet" : event.code())
        + outcome
        + (event.deletesOthers() ? ", of those that its selector names" : "");
  }

  private static Finding finding(Kind kind, Audited event, String note, Place place) {
    return new Finding(
        kind,
        Optional.of(event.time()),
        event.who(),
        kind == Kind.REGISTRATION ? event.verb() + " " + event.resource() : event.what(),
        event.command(),
        event.where(),
        note,
        event.auditId(),
        place);
  }
}
