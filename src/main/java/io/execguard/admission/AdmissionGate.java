package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.AccessParts;
import io.execguard.policy.AccessRequest;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.WayOut;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The walk of one call: authenticate the cluster, read the review, look the namespace up, decide,
/// record, reply. Safe for many threads.
public final class AdmissionGate {
  private static final Pattern DOOR = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /// What the API server sends, with or without parameters.
  private static final String JSON = "application/json";

  private static final Pattern JSON_WITH_PARAMETERS =
      Pattern.compile(JSON + "\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  /// For a door that is no webhook's name: not known to the policy, which fails closed for it.
  private static final Door NAMELESS = new Door("unknown");

  private final GateMode mode;
  private final Policy policy;
  private final String policyDigest;
  private final ClusterAuthenticator authenticator;
  private final NamespaceLookup namespaces;
  private final PodLookup pods;
  private final InstantSource clock;
  private final Mask mask;
  private final Map<String, LabelKeys> labelKeys = new ConcurrentHashMap<>();
  private final ReviewReader reader = new ReviewReader();
  private final ReviewReader beginnings = ReviewReader.ofBeginnings();

  /// A gate for one policy.
  ///
  /// @param policyDigest names the policy in every record: `sha256:` and 64 hex digits
  public AdmissionGate(
      GateMode mode,
      Policy policy,
      String policyDigest,
      ClusterAuthenticator authenticator,
      NamespaceLookup namespaces,
      PodLookup pods,
      InstantSource clock) {
    this.mode = mode;
    this.policy = policy;
    this.mask = new Mask(policy.mask());
    this.policyDigest = policyDigest;
    this.authenticator = authenticator;
    this.namespaces = namespaces;
    this.pods = pods;
    this.clock = clock;
  }

  /// Answers one call. The record is in the log before this returns.
  ///
  /// @throws RuntimeException where the log does not take the record, or for a bug; the caller
  ///   answers 500
  public WebhookResponse answer(WebhookCall call, byte[] body, DecisionLog log) {
    return switch (authenticator.authenticate(call.cluster(), call.token())) {
      case Authentication.Authenticated(String cluster) -> read(call, cluster, body, log);
      case Authentication.Refused(String problem) -> reject(401, problem, "", call, log);
    };
  }

  private WebhookResponse read(WebhookCall call, String cluster, byte[] body, DecisionLog log) {
    if (!isJson(call.contentType())) {
      return reject(400, "content-type", cluster, call, log);
    }
    boolean begins = isRecorder(call) && policy.records(cluster);
    return switch ((begins ? beginnings : reader).read(body)) {
      case ReviewResult.Readable(Review review) -> decide(call, cluster, review, log);
      case ReviewResult.Unsupported(String uid, String problem) ->
          refuse(call, cluster, uid, problem, log);
      case ReviewResult.Malformed(int status, String problem) ->
          reject(status, problem, cluster, call, log);
    };
  }

  private WebhookResponse decide(WebhookCall call, String cluster, Review sent, DecisionLog log) {
    // Before anything is decided: a command that no record can hold whole counts as a session.
    Shown shown = Shown.of(sent.access(), mask);
    Review review = sent.with(shown.asked());
    AccessParts parts = AccessParts.of(review.access());
    Instant asked = clock.instant();
    Supplier<PodFacts> begun = beginPod(call, cluster, review, parts);
    NamespaceResult read = look(call, cluster, review, parts);
    PodFacts pod = begun.get();
    Duration lookup = Duration.between(asked, clock.instant());
    AccessRequest request =
        new AccessRequest(
            cluster,
            door(call),
            review.user(),
            review.target().namespace(),
            parts,
            clock.instant());
    DecisionInput input = new DecisionInput(request, policy.credible(request, read.facts()), pod);
    Decision decision = policy.decide(input);
    DecisionRecord entry =
        new DecisionRecord(
            mode,
            call,
            input,
            review.with(shown.shown()),
            shown,
            read.age(),
            decision,
            policyDigest,
            policy.recorder(),
            policy.help(),
            WayOut.of(policy, input, decision),
            policy.couldMeanSession(cluster, review.access()),
            labelKeys.computeIfAbsent(cluster, id -> LabelKeys.of(policy, id)),
            lookup,
            clock.instant());
    log.append(DecisionWriter.line(entry));
    return WebhookResponse.review(ReplyWriter.reply(entry));
  }

  /// Begins to read the pod where the decision needs it: the namespace is read meanwhile.
  private Supplier<PodFacts> beginPod(
      WebhookCall call, String cluster, Review review, AccessParts parts) {
    Target target = review.target();
    if (isRecorder(call)) {
      return PodFacts.NotNeeded::new;
    }
    if (review.pod().isPresent()) {
      PodFacts inReview = new PodFacts.Known(review.pod().get());
      return () -> inReview;
    }
    return policy.wantsPod(cluster, parts)
        ? pods.begin(cluster, target.namespace(), target.pod(), call.deadline())
        : PodFacts.NotNeeded::new;
  }

  private NamespaceResult look(WebhookCall call, String cluster, Review review, AccessParts parts) {
    if (isRecorder(call)) {
      return new NamespaceResult(new NamespaceFacts.NotNeeded(), Duration.ZERO);
    }
    // What the review itself holds is what the namespace will be.
    if (review.access() instanceof Access.NamespaceChange change) {
      return new NamespaceResult(change.after(), Duration.ZERO);
    }
    String namespace = review.target().namespace();
    if (namespace.isEmpty()) {
      return new NamespaceResult(new NamespaceFacts.NotNamespaced(), Duration.ZERO);
    }
    Freshness freshness =
        policy.wantsFreshLabels(cluster, parts) ? Freshness.FRESH : Freshness.RECENT;
    return namespaces.read(cluster, namespace, freshness, call.deadline());
  }

  private WebhookResponse refuse(
      WebhookCall call, String cluster, String uid, String problem, DecisionLog log) {
    log.append(
        RecordWriter.unsupported(
            mode, call, cluster, door(call), uid, problem, policyDigest, clock.instant()));
    return WebhookResponse.review(ReplyWriter.unsupported(uid, problem));
  }

  private WebhookResponse reject(
      int status, String problem, String cluster, WebhookCall call, DecisionLog log) {
    log.append(RecordWriter.rejected(call.invocation(), cluster, status, problem, clock.instant()));
    return WebhookResponse.status(status);
  }

  private static boolean isJson(String contentType) {
    return contentType.equals(JSON) || JSON_WITH_PARAMETERS.matcher(contentType).matches();
  }

  /// Nothing is looked up there: another door decides, and an answer is the sooner there.
  private static boolean isRecorder(WebhookCall call) {
    return call.door().equals(Door.RECORDER.name());
  }

  private static Door door(WebhookCall call) {
    return Door.known(call.door()).orElseGet(() -> another(call.door()));
  }

  private static Door another(String door) {
    return DOOR.matcher(door).matches() ? new Door(door) : NAMELESS;
  }
}
