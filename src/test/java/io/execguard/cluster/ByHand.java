package io.execguard.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A control plane for a person: writes down how a shell reaches it, and stays until it is ended.
final class ByHand {
  private ByHand() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path environment = Path.of(arguments[0]);
    try (ControlPlane controlPlane = ControlPlane.start()) {
      Files.writeString(
          environment,
          """
          export KUBECONFIG='%s'
          export PATH='%s':"$PATH"
          """
              .formatted(
                  controlPlane.directory().resolve("admin.kubeconfig"),
                  controlPlane.kubectlFolder()));
      System.out.println("The control plane is ready: . " + arguments[0]);
      new CountDownLatch(1).await();
    }
  }
}
