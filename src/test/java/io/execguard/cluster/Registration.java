package io.execguard.cluster;

import io.execguard.policy.Policy;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// A webhook registration on the API server of the tests, from when the API server follows it until
/// it no longer does.
final class Registration implements AutoCloseable {
  /// A session in a pod that is not there: admission comes before the pod is looked up. Each has a
  /// command of its own: the report and the query tell apart in two ways whether the same is asked
  /// again within ten seconds.
  private static final String PROBE =
      "/api/v1/namespaces/production/pods/none/exec?command=probe&stdin=true&command=";

  private final ControlPlane controlPlane;

  private Registration(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /// Applies a ValidatingWebhookConfiguration named `exec-guard` and waits until sessions in
  /// `production` are not simply looked up any more.
  static Registration apply(ControlPlane controlPlane, String yaml) {
    Registration registration = of(controlPlane, yaml);
    Eventually.awaitThat("The registration", Eventually.PATIENCE, registration::isFollowed);
    return registration;
  }

  /// Applies one under which that session is let in, so that the caller has to see that it is
  /// followed.
  static Registration of(ControlPlane controlPlane, String yaml) {
    controlPlane.apply(yaml);
    return new Registration(controlPlane);
  }

  /// Waits until it sends sessions to this guard, which another had before.
  void awaitAskedOf(Guard guard) {
    Eventually.awaitThat(
        "The registration of another guard",
        Eventually.PATIENCE,
        () -> isFollowed() && !guard.records().isEmpty());
  }

  /// The registration that the project ships, without the recorder: for policies that do not
  /// record.
  static String shipped() {
    try {
      return Files.readString(Path.of("infra/registration.yaml")).split("\n---\n", 2)[0] + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// That of the shipped policy, whose guard is down.
  static void leaveBehind(ControlPlane controlPlane) {
    Policy policy = Guard.policy(Path.of("policy.yaml"));
    try (Guard guard = controlPlane.guard(policy)) {
      apply(controlPlane, guard.registration(policy));
    }
  }

  /// Whoever applied it. Returns when the API server does not follow it any more: the next test's
  /// own would be taken for followed while it still asks the one before.
  static void takeAway(ControlPlane controlPlane) {
    for (String kind : List.of("validatingwebhookconfiguration", "mutatingwebhookconfiguration")) {
      controlPlane.kubectl(User.ADMIN, "delete", kind, "exec-guard", "--ignore-not-found");
    }
    Eventually.awaitThat(
        "The registration's end", Eventually.PATIENCE, () -> !isFollowed(controlPlane));
  }

  @Override
  public void close() {
    takeAway(controlPlane);
  }

  private boolean isFollowed() {
    return isFollowed(controlPlane);
  }

  private static boolean isFollowed(ControlPlane controlPlane) {
    var probe = PROBE + UUID.randomUUID();
    var answer = controlPlane.kubectl(User.JANE, "create", "--raw", probe, "-f", "/dev/null");
    return !answer.errors().contains("pods \"none\" not found");
  }
}
