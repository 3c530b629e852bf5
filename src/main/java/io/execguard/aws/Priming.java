package io.execguard.aws;

import io.execguard.admission.AdmissionGate;
import io.execguard.admission.GateMode;
import io.execguard.admission.Token;
import io.execguard.admission.WebhookCall;
import io.execguard.admission.WebhookResponse;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.json.Digest;
import io.execguard.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// Loads the classes of the whole path: a review of a cluster that is nobody's, EKS behind a port
/// that refuses, a token that nobody gets. No account is needed, and nothing is recorded.
final class Priming {
  private static final String NOBODY = "priming";

  /// TCP's `discard`: nothing in a function listens there. Without a listener the call ends at
  /// once.
  private static final URI REFUSING = URI.create("http://127.0.0.1:9");

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String REVIEW =
      """
      {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "priming",
       "operation": "CONNECT", "resource": {"group": "", "version": "v1", "resource": "pods"},
       "subResource": "exec", "namespace": "priming", "name": "priming",
       "userInfo": {"username": "priming", "groups": ["priming"], "extra": {"arn": ["priming"]}},
       "object": {"stdin": true, "command": ["priming"], "container": "priming"}}}""";

  private static final String EVENT =
      """
      {"headers": {"Content-Type": "application/json"}, "pathParameters": {"cluster": "priming"},
       "requestContext": {"requestId": "priming"}, "body": "{}"}""";

  private static final String NAMESPACE =
      """
      {"metadata": {"name": "priming", "labels": {"priming": "priming"}}}""";

  private static final String POD =
      """
      {"metadata": {"name": "priming", "labels": {"priming": "priming"}}, "spec": {
       "containers": [{"name": "priming", "volumeMounts": [{"name": "priming"}]}],
       "volumes": [{"name": "priming", "hostPath": {"path": "/"}}]}}""";

  private final Policy policy;
  private final InstantSource clock;

  Priming(Policy policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /// Runs the path once.
  ///
  /// @throws IllegalStateException where a part of it does not come to what it should: a version
  ///   that cannot decide is not published
  void run() {
    AwsBasicCredentials credentials = AwsBasicCredentials.create(NOBODY, NOBODY);
    Cluster cluster =
        new Cluster(
            NOBODY, NOBODY, "us-east-1", Optional.empty(), List.of("sha256:" + Digest.hex(NOBODY)));
    Fleet fleet = new Fleet(List.of(cluster));
    Instant now = clock.instant();
    EksFacts facts =
        EksFacts.of(
            fleet,
            policy,
            () ->
                new SdkEksApi(
                    clock,
                    () -> StaticCredentialsProvider.create(credentials),
                    Optional.of(REFUSING)),
            clock);
    AdmissionGate gate =
        new AdmissionGate(
            GateMode.REHEARSAL,
            policy,
            NOBODY,
            new FleetAuthenticator(fleet),
            facts.namespaces(),
            facts.pods(),
            clock);
    require(event() instanceof ProxyEvent.Call);
    WebhookResponse answer =
        gate.answer(call(now), REVIEW.getBytes(StandardCharsets.UTF_8), _ -> {});
    require(ProxyResponse.of(answer).length > 0 && answer.status() == 200);
    require(!BearerToken.of(credentials, NOBODY, cluster.region(), now).isEmpty());
    try {
      NamespaceDocument.read(
          NAMESPACE.getBytes(StandardCharsets.UTF_8), NOBODY, policy.labelKeys());
      PodDocument.read(POD.getBytes(StandardCharsets.UTF_8), NOBODY, policy.podLabelKeys());
    } catch (LookupException e) {
      throw new IllegalStateException(e);
    }
    facts.forget();
  }

  private static ProxyEvent event() {
    try {
      return new ProxyEventReader()
          .read(new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WebhookCall call(Instant now) {
    return new WebhookCall(
        NOBODY,
        new Token(NOBODY),
        "sessions",
        "application/json",
        now,
        now.plus(PATIENCE),
        new WebhookCall.Invocation(NOBODY, NOBODY, NOBODY, true));
  }

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalStateException("the path does not come to what it should");
    }
  }
}
