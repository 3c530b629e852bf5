package io.execguard.tool.review;

import io.execguard.policy.Access;
import io.execguard.policy.DecisionInput;
import io.execguard.policy.NodeAccess;
import io.execguard.policy.PodFacts;
import io.execguard.policy.SessionAttempt;
import java.util.List;
import java.util.stream.Collectors;

/// What a request attempts: the sessions that it opens, and what is known of the pod.
record AttemptExplanation(DecisionInput input) {
  /// The sessions that the request opens.
  String sessions() {
    List<SessionAttempt> openings = input.sessions();
    return openings.isEmpty()
        ? "none"
        : openings.stream()
            .map(
                opening ->
                    opening.session().word() + (opening.certain() ? "" : " (or not: see the pod)"))
            .collect(Collectors.joining(", "));
  }

  /// What is known of the pod, and what of its node the container has that is entered.
  String podInWords() {
    return switch (input.pod()) {
      case PodFacts.Known _ ->
          input.nodeAccess().map(AttemptExplanation::node).orElse("as the request has it");
      case PodFacts.NotFound _ when input.access() instanceof Access.NodeProxy ->
          "not among the pods that were given: a kubelet can have others, from files of its node";
      case PodFacts.NotFound _ ->
          "not among the pods that were given, so that nothing can be opened in it";
      case PodFacts.NotRead _ -> "not read: decided by the namespace alone";
      case PodFacts.Unavailable(String why) -> "unavailable (" + why + ")";
      case PodFacts.NotNeeded _ -> "not asked for";
    };
  }

  private static String node(NodeAccess access) {
    String near = access.near().isEmpty() ? "" : "; near it: " + String.join(", ", access.near());
    return access.opensNode()
        ? "its container has the node: " + String.join(", ", access.words()) + near
        : "its container does not have the node" + near;
  }
}
