package io.execguard.cluster;

import io.execguard.policy.Grant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// kubectl's lines that open the namespace `production` and close it again, for a day that a report
/// is made of.
final class ProductionGrant {
  private ProductionGrant() {}

  /// An hour from now on, for INC-4242.
  static String by(String grantor) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return "annotate --overwrite namespace production "
        + String.join(
            " ",
            List.of(
                Grant.Key.FROM.annotation() + "=" + now.minusSeconds(60),
                Grant.Key.UNTIL.annotation() + "=" + now.plusSeconds(3600),
                Grant.Key.REASON.annotation() + "=INC-4242",
                Grant.Key.BY.annotation() + "=" + grantor));
  }

  static String revoke() {
    return "annotate namespace production "
        + String.join(
            " ", Stream.of(Grant.Key.values()).map(key -> key.annotation() + "-").toList());
  }

  /// Takes the grant away before a test that begins without one. Where the guard's answer is late,
  /// the API server refuses the change, and a grant that stays would open the next sessions.
  static void takeAway(ControlPlane controlPlane) {
    Eventually.awaitThat(
        "A namespace without a grant",
        Eventually.PATIENCE,
        () -> controlPlane.kubectl(User.ADMIN, revoke().split(" ")).exitCode() == 0);
  }
}
