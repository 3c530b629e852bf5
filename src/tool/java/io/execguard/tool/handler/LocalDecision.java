package io.execguard.tool.handler;

import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.policy.Policy;
import io.execguard.tool.terminal.ToolException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One review through the very handler that Lambda runs, as if a cluster had sent it.
public final class LocalDecision {
  private static final String ANY_HASH = "sha256:" + "0".repeat(64);

  private final String cluster;
  private final FreshToken token = FreshToken.make();
  private final LocalLambda lambda;

  /// A handler for one cluster.
  ///
  /// @param cluster an id; it need not be in any fleet
  /// @throws ToolException where it cannot be an id
  public LocalDecision(
      Policy policy,
      String cluster,
      NamespaceLookup namespaces,
      PodLookup pods,
      InstantSource clock) {
    this.cluster = cluster;
    this.lambda =
        new LocalLambda(
            new WebhookFunction(Configuration.of(policy, fleet(cluster)), namespaces, pods, clock));
  }

  private Fleet fleet(String id) {
    try {
      Cluster member =
          new Cluster(id, "rehearsal", "eu-central-1", Optional.empty(), List.of(ANY_HASH));
      return token.of(member, new Fleet(List.of(member)));
    } catch (IllegalArgumentException e) {
      throw new ToolException("the cluster \"" + id + "\" cannot be: its " + e.getMessage());
    }
  }

  /// What the review comes to at a door.
  public LambdaOutcome call(byte[] review, String door) {
    return lambda.call(WebhookEvent.of(review, cluster, token.secret(), door, "rehearsal").json());
  }
}
