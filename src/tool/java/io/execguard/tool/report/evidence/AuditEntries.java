package io.execguard.tool.report.evidence;

import io.execguard.json.WrongShapeException;
import io.execguard.tool.report.read.LogEntries;
import io.execguard.tool.report.read.OtherLog;
import io.execguard.tool.report.read.Place;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Reads audit events of one cluster, and has each judged once that the guard must have been asked
/// about.
public final class AuditEntries implements LogEntries {
  /// Written before admission: it cannot have the annotations.
  private static final String TOO_EARLY = "RequestReceived";

  private static final Set<String> LOOKS = Set.of("get", "list", "watch");
  static final String REGISTRATIONS = "admissionregistration.k8s.io";

  private final Evidence evidence;
  private final AuditComparison comparison;
  private final GuardWebhooks webhooks;
  private final LaterFindings later;
  private final DigestMap known;

  /// What hears the entries of one run.
  ///
  /// @param twins empty where there are no decisions to compare with
  /// @param webhooks that the cluster has, or should have had
  /// @param later where what waits for more goes
  public AuditEntries(
      Evidence evidence,
      Optional<RecordMatcher> twins,
      GuardWebhooks webhooks,
      LaterFindings later) {
    this.evidence = evidence;
    this.webhooks = webhooks;
    this.later = later;
    known = new DigestMap(evidence.spill);
    comparison = new AuditComparison(evidence, twins, later);
  }

  @Override
  public BooleanSupplier read(byte[] json, Place place) {
    try {
      return AuditEventText.read(json)
          .map(some -> judgement(some, json, place))
          .orElseGet(() -> none(place, "is no JSON object"));
    } catch (WrongShapeException wrong) {
      return none(place, problem(json, wrong));
    }
  }

  private BooleanSupplier judgement(AuditEvent event, byte[] json, Place place) {
    if (event.stage().equals(TOO_EARLY)) {
      return this::isAgain;
    }
    WebhookScope scope = scope(event);
    Optional<Digest128> key = concerns(event, scope) ? Optional.of(event.key()) : Optional.empty();
    return judging(() -> event(event, scope, key, place), place, wrong -> problem(json, wrong));
  }

  private static String problem(byte[] json, WrongShapeException wrong) {
    return OtherLog.of(json)
        .map(other -> "is " + other)
        .orElse("is no audit event: " + wrong.sentence());
  }

  @Override
  public void unreadable(Place place, String problem) {
    evidence.find(Finding.unreadable(place, problem));
  }

  @Override
  public void aside() {
    evidence.counts.add(Count.LINES_ASIDE);
  }

  private boolean isAgain() {
    evidence.counts.add(Count.EVENTS_AGAIN);
    return true;
  }

  private static boolean concerns(AuditEvent event, WebhookScope scope) {
    return isRegistration(event)
        || event.isCut()
        || ImpersonationScope.isTold(event)
        || scope == WebhookScope.ASKED
        || scope == WebhookScope.UNTOLD
        || NamespaceChangeReader.isAbout(event)
        || !event.begun().isEmpty();
  }

  /// @param key of an event that concerns the guard
  private void event(AuditEvent event, WebhookScope scope, Optional<Digest128> key, Place place) {
    // Without a time it is in the period as well as out of it, and is asked about.
    boolean inside = event.time().filter(time -> !evidence.question.holds(time)).isEmpty();
    boolean isRegistration = isRegistration(event);
    if (key.filter(some -> isJudged(event, some)).isPresent()) {
      see(event);
      evidence.counts.add(Count.EVENTS_AGAIN);
      return;
    }
    evidence.counts.add(inside ? Count.EVENTS : Count.EVENTS_OUTSIDE);
    if (inside) {
      event.time().ifPresent(evidence.audit::add);
    }
    if (inside && event.isCut()) {
      evidence.counts.add(Count.EVENTS_CUT);
      evidence.find(event.finding(Kind.CUT, event.answered(), place));
    }
    if (inside && ImpersonationScope.isTold(event)) {
      evidence.find(event.finding(Kind.IMPERSONATED, event.answered(), place));
    }
    if (isRegistration) {
      switchedOff(event);
    }
    if (inside && isRegistration) {
      later.add(event.finding(Kind.REGISTRATION, event.answered(), place), event);
    } else if (key.isPresent()) {
      comparison.judge(event, scope, inside, place);
      see(event);
    }
  }

  private void see(AuditEvent event) {
    evidence.outcomes.see(event, record -> comparison.isOfAnother(record, event));
  }

  /// What bears an annotation of a webhook that decides was brought before it: of these, which are
  /// nearly all that concern the guard, no condition has to be evaluated.
  private WebhookScope scope(AuditEvent event) {
    return event.records().isEmpty() && event.failedOpen().isEmpty()
        ? AuditedRequest.review(event).map(webhooks::scope).orElse(WebhookScope.NOT_ASKED)
        : WebhookScope.ASKED;
  }

  /// In another stage, or in another export. A stage that opened something is judged behind one
  /// that did not: where a session ends in a panic, its last stage has the code 500.
  private boolean isJudged(AuditEvent event, Digest128 key) {
    long opened = event.isOpened() ? 1 : 0;
    OptionalLong before = known.add(key, opened);
    if (before.isPresent() && before.getAsLong() < opened) {
      known.number(key, opened);
      return false;
    }
    return before.isPresent();
  }

  private void switchedOff(AuditEvent event) {
    boolean isOurs =
        event.resource().equals("validatingwebhookconfigurations")
            && (event.name().isEmpty() || event.name().equals("exec-guard"));
    boolean deletes = event.deletes();
    if (isOurs && event.isOpened() && !event.deletesOthers() && (deletes || event.creates())) {
      event.time().ifPresent(time -> evidence.away.add(time, deletes));
    }
  }

  /// By its own name, or together with all others.
  private static boolean isRegistration(AuditEvent event) {
    return event.group().equals(REGISTRATIONS)
        && (event.resource().startsWith("validating")
            || event.resource().equals("mutatingwebhookconfigurations"))
        && (event.name().startsWith("exec-guard") || event.verb().equals("deletecollection"))
        && !LOOKS.contains(event.verb());
  }
}
