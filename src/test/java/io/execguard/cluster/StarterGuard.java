package io.execguard.cluster;

import io.execguard.testing.Policies;
import io.execguard.tool.Guard;

/// The guard of a starter's policy, `production` constrained and `staging` not, with the
/// registration that the project ships.
record StarterGuard(Guard guard, Registration registration) implements AutoCloseable {

  static StarterGuard registered(ControlPlane controlPlane) {
    Guard guard = controlPlane.guard(Policies.starter());
    return new StarterGuard(
        guard, Registration.apply(controlPlane, guard.registration(Registration.shipped())));
  }

  @Override
  public void close() {
    registration.close();
    guard.close();
  }
}
