package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Policies;
import io.execguard.testing.Reviews;
import java.time.InstantSource;
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

  private static Snapshot snapshot(Cloud cloud) {
    return new Snapshot(new Priming(Policies.starter(), InstantSource.system())::run, cloud.facts);
  }
}
