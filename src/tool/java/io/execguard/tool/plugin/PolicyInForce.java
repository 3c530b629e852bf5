package io.execguard.tool.plugin;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.json.Cursor;
import io.execguard.json.Outline;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.Access;
import io.execguard.policy.AccessRequest;
import io.execguard.policy.Decision;
import io.execguard.policy.DecisionBasis;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceChangeReview;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.policy.User;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.kubectl.KubectlResult;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the policy file at hand is the one that a cluster's registration names, so that what it
/// says of a grant is what the guard says.
sealed interface PolicyInForce {
  String PATH = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/exec-guard";
  String DIGEST = "exec-guard.io/policy";
  String CLUSTER = "exec-guard.io/cluster";

  /// It is.
  ///
  /// @param cluster its id in the fleet file
  record Known(Policy policy, String cluster) implements PolicyInForce {

    /// What the guard would say of a namespace that carries a grant. Who sends it counts for
    /// nothing here but their name: groups are not known.
    NamespaceChangeReview review(
        String namespace, NamespaceFacts.Known facts, String username, Instant at) {
      AccessRequest request =
          new AccessRequest(
              cluster,
              Door.GRANTS,
              new User(username, "", List.of(), Map.of()),
              namespace,
              new Access.NamespaceChange(Optional.empty(), facts),
              at);
      Decision decision =
          policy.decide(new DecisionInput(request, facts, new PodFacts.NotNeeded()));
      return switch (decision.basis()) {
        case DecisionBasis.OfChange(NamespaceChangeReview review) -> review;
        case DecisionBasis.OfAccess _ ->
            throw new IllegalStateException("a change of a namespace is judged as one");
      };
    }
  }

  /// It is not, or that cannot be told.
  ///
  /// @param why the rest of a sentence
  record Unknown(String why) implements PolicyInForce {}

  /// Compares what a cluster's registration names with a file.
  static PolicyInForce of(KubectlCluster cluster, Path file) {
    return of(registration(cluster), file);
  }

  /// What of a cluster's registration says which policy and cluster it is of.
  static KubectlResult registration(KubectlCluster cluster) {
    return cluster.get(PATH, Outline.of("metadata.annotations"));
  }

  /// The cluster's id, as its registration says it; empty where it says none.
  static String cluster(Cursor registration) {
    try {
      return registration.required("metadata").textMembers("annotations").getOrDefault(CLUSTER, "");
    } catch (WrongShapeException _) {
      return "";
    }
  }

  static PolicyInForce of(KubectlResult registration, Path file) {
    return switch (registration) {
      case KubectlResult.Failed(String why) ->
          new Unknown("the registration cannot be read (" + why + ")");
      case KubectlResult.NotFound _ -> new Unknown("the cluster has no registration exec-guard");
      case KubectlResult.Found(Cursor found) -> compared(found, file);
    };
  }

  private static PolicyInForce compared(Cursor registration, Path file) {
    try {
      Map<String, String> annotations =
          registration.required("metadata").textMembers("annotations");
      Policy policy = ConfigurationFiles.policy(file);
      String ours = Configuration.of(policy, new Fleet(List.of())).policyDigest();
      String theirs = annotations.getOrDefault(DIGEST, "none");
      return ours.equals(theirs)
          ? new Known(policy, annotations.getOrDefault(CLUSTER, ""))
          : new Unknown(
              "the registration names the policy "
                  + OneLine.of(theirs)
                  + ", and "
                  + file
                  + " is "
                  + ours);
    } catch (WrongShapeException _) {
      return new Unknown("the registration is none");
    } catch (ToolException e) {
      return new Unknown(OneLine.of(String.valueOf(e.getMessage())));
    }
  }
}
