package io.execguard.tool.plugin;

import io.execguard.policy.Constraint;
import io.execguard.policy.Door;
import io.execguard.policy.NamespacePattern;
import io.execguard.tool.registration.Route;
import java.util.List;
import java.util.Optional;

/// What the policy and its registration make of a namespace.
///
/// @param constraints those of the cluster, in the order of the policy file
/// @param requests one of each kind
record NamespaceAnswer(List<Reach> constraints, List<Request> requests) {
  NamespaceAnswer {
    constraints = List.copyOf(constraints);
    requests = List.copyOf(requests);
  }

  /// How far one constraint reaches there.
  ///
  /// @param requests the kinds of request to which it objects
  /// @param excludedBy the entry of `excludedNamespaces` that the name matches
  record Reach(
      Constraint constraint, List<String> requests, Optional<NamespacePattern> excludedBy) {
    Reach {
      requests = List.copyOf(requests);
    }

    /// A `podSelector` means some pods, and which those are no namespace tells.
    boolean isOfSomePods() {
      return !constraint.match().podSelector().isEmpty();
    }
  }

  /// The way of a request.
  ///
  /// @param ways the webhooks that are asked about it
  record Request(SampleRequest sample, List<Route.Way> ways) {
    Request {
      ways = List.copyOf(ways);
    }

    List<String> doors() {
      return ways.stream().map(Route.Way::door).map(Door::name).toList();
    }

    /// What an outage of the guard does: one webhook that fails closed is enough.
    String outage() {
      return ways.stream().anyMatch(Route.Way::closed) ? "refused" : "admitted";
    }
  }
}
