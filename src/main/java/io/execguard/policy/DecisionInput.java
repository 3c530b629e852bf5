package io.execguard.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that one decision rests on. What every constraint and the record ask of it is worked out
/// here, once. It serves one request, and so one thread.
public final class DecisionInput {
  private final AccessRequest request;
  private final NamespaceFacts namespace;
  private final PodFacts pod;
  private final Optional<NodeAccess> nodeAccess;
  private final List<SessionAttempt> sessions;
  private final Optional<Grant.Written> supposed;
  private @Nullable Grant grant;

  public DecisionInput(AccessRequest request, NamespaceFacts namespace, PodFacts pod) {
    this(request, namespace, pod, Optional.empty());
  }

  /// As if somebody made a grant, in the place of the one that the namespace has.
  static DecisionInput supposing(
      Grant.Written grant, AccessRequest request, NamespaceFacts namespace, PodFacts pod) {
    return new DecisionInput(request, namespace, pod, Optional.of(grant));
  }

  private DecisionInput(
      AccessRequest request,
      NamespaceFacts namespace,
      PodFacts pod,
      Optional<Grant.Written> supposed) {
    this.supposed = supposed;
    this.request = request;
    this.namespace = namespace;
    this.pod = pod;
    this.nodeAccess = nodeAccess(request.access(), pod);
    this.sessions = SessionAttempt.in(pod, request.parts(), nodeAccess);
  }

  public AccessRequest request() {
    return request;
  }

  public Access access() {
    return request.access();
  }

  /// What is known of the namespace.
  public NamespaceFacts namespace() {
    return namespace;
  }

  /// What is known of the pod.
  public PodFacts pod() {
    return pod;
  }

  /// What of the node the container reaches that is entered; empty where none is, and where the pod
  /// is not known.
  public Optional<NodeAccess> nodeAccess() {
    return nodeAccess;
  }

  /// The sessions that the access opens in this pod, the gravest first.
  public List<SessionAttempt> sessions() {
    return sessions;
  }

  /// What the namespace's annotations say of break-glass: of a change, as they will be. They are
  /// read when somebody asks, which few decisions do.
  public Grant grant() {
    Grant read = grant;
    if (read == null) {
      read =
          supposed.isPresent() ? Grant.of(supposed.get()) : Grant.of(request.access(), namespace);
      grant = read;
    }
    return read;
  }

  /// Whether a change leaves the grant as it was, letter by letter.
  boolean keepsGrant(NamespaceFacts.Known before, NamespaceFacts.Known after) {
    return supposed
        .map(grant -> grant.isIn(before.annotations()))
        .orElseGet(() -> Grant.isSame(before.annotations(), after.annotations()));
  }

  private static Optional<NodeAccess> nodeAccess(Access access, PodFacts facts) {
    return facts instanceof PodFacts.Known(Pod pod)
        ? access.entered().map(name -> NodeAccess.of(pod, name))
        : Optional.empty();
  }
}
