package io.execguard.tool.registration;

import io.execguard.policy.Door;
import java.util.List;

/// Where the API server sends a review.
public sealed interface Route {

  /// To these webhooks, all of them; one that denies is enough.
  ///
  /// @param doors at least one; those that fail closed first
  record Asked(List<Way> doors) implements Route {
    public Asked {
      doors = List.copyOf(doors);
    }
  }

  /// To nobody: it is carried out without the guard.
  ///
  /// @param nearest the webhooks that were the closest to be asked; none where no rule names such a
  ///   request
  record NotAsked(List<Miss> nearest) implements Route {
    public NotAsked {
      nearest = List.copyOf(nearest);
    }
  }

  /// To nobody: a match condition of a webhook that fails closed cannot be evaluated, and the API
  /// server itself refuses the request.
  ///
  /// @param problem what the evaluation says
  record Refused(Way door, String condition, String problem) implements Route {}

  /// It is no request that an API server sends: it has no operation or no resource.
  record NoRequest() implements Route {}

  /// A webhook.
  ///
  /// @param webhook its name in the registration
  /// @param closed without an answer the request is refused; otherwise it is admitted
  record Way(String webhook, Door door, boolean closed) {}

  /// Why a webhook whose rules name the request is not asked.
  ///
  /// @param selected false where its selector leaves the namespace out
  /// @param conditions names of those that say no, or, where it fails open, that cannot be
  ///   evaluated
  record Miss(Way door, boolean selected, List<String> conditions) {
    public Miss {
      conditions = List.copyOf(conditions);
    }

    /// How many things would have to be otherwise.
    int distance() {
      return (selected ? 0 : 1) + conditions.size();
    }
  }
}
