package io.execguard.aws;

import org.crac.Context;
import org.crac.Resource;

/// What SnapStart has to know: what to load before the snapshot is taken, and what must not outlive
/// it.
final class Snapshot implements Resource {
  private final Runnable priming;
  private final EksFacts facts;

  /// @param priming loads what [Priming] names, when it is run
  Snapshot(Runnable priming, EksFacts facts) {
    this.priming = priming;
    this.facts = facts;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    priming.run();
    facts.forget();
  }

  /// Connections are closed by then, tokens and credentials another instance's, facts of any age.
  @Override
  public void afterRestore(Context<? extends Resource> context) {
    facts.forget();
  }
}
