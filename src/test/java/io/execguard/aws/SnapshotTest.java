package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.Freshness;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleets;
import io.execguard.json.Digest;
import io.execguard.policy.NamespaceFacts;
import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Context<Resource> CONTEXT = Core.getGlobalContext();
  private static final byte[] SHELL = Reviews.bytes("exec-interactive-tty");

  @Test
  void primesThePathWithoutTheClustersAndWithoutARecord() {
    try (Cloud cloud = new Cloud()) {
      snapshot(cloud).beforeCheckpoint(CONTEXT);

      assertEquals(0, cloud.aws.asked().size());
      assertEquals(0, cloud.reads());
      assertTrue(cloud.function.allLines().isEmpty());
    }
  }

  @Test
  void takesNothingReadBeforeTheSnapshotForWhatIsSoAfterIt() {
    try (Cloud cloud = new Cloud()) {
      Snapshot snapshot = snapshot(cloud);
      cloud.function.post("sessions", SHELL);
      snapshot.beforeCheckpoint(CONTEXT);
      snapshot.afterRestore(CONTEXT);
      cloud.function.post("sessions", SHELL);

      assertEquals(2, cloud.descriptions());
      assertEquals(2, cloud.reads());
    }
  }

  /// What was played before the snapshot has the name of a cluster, a namespace and a pod: a
  /// cluster of the same names would be decided on what was made up.
  @Test
  void answersNothingAfterwardsWithWhatWasPlayed() {
    Cluster namesake =
        new Cluster(
            Priming.NAME,
            Priming.NAME,
            Fleets.OWN.region(),
            Optional.empty(),
            List.of("sha256:" + Digest.hex(Priming.NAME)));
    try (Cloud cloud = new Cloud(namesake)) {
      Snapshot snapshot = snapshot(cloud);
      snapshot.beforeCheckpoint(CONTEXT);
      snapshot.afterRestore(CONTEXT);

      assertEquals(
          new NamespaceFacts.Known(Policies.PRODUCTION, Map.of()),
          cloud
              .namespaces
              .read(
                  Priming.NAME,
                  Priming.NAME,
                  Freshness.RECENT,
                  cloud.clock.instant().plusSeconds(5))
              .facts());
      assertEquals(1, cloud.descriptions());
    }
  }

  @Test
  void knowsNothingAfterwardsOfTheClusterThatWasPlayed() {
    try (Cloud cloud = new Cloud()) {
      snapshot(cloud).beforeCheckpoint(CONTEXT);

      byte[] shell = PrimingEvents.shell(Priming.NAME, cloud.clock.instant());
      assertEquals(401, cloud.function.send(shell).status());
    }
  }

  private static Snapshot snapshot(Cloud cloud) {
    return new Snapshot(
        new Priming(Policies.starter(), Fleets.of(Fleets.OWN), InstantSource.system())::run,
        cloud.facts);
  }
}
