package io.execguard.cluster;

import io.execguard.policy.Policy;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `kubectl guard` as people have it, a link in a folder of their PATH that kubectl finds, and a
/// registered guard before which they use it. The group `on-call` may grant in `production`.
final class Plugin implements AutoCloseable {
  private static final String POLICY =
      """
      help: https://wiki.example.com/access
      constraints:
      - name: prod
        match: {namespaceSelector: {matchLabels: {environment: production}}}
        breakGlass: {maxDuration: 4h}
      """;

  /// What the launcher itself is made of.
  private static final String SYSTEM = "/usr/bin:/bin";

  private final ControlPlane controlPlane;
  private final Path file;
  private final Path folder;
  private final Policy policy;
  private final Guard guard;
  private Registration registration;

  private Plugin(ControlPlane controlPlane) throws IOException {
    this.controlPlane = controlPlane;
    file = Files.writeString(controlPlane.directory().resolve("plugin-policy.yaml"), POLICY);
    folder = Files.createTempDirectory(controlPlane.directory(), "path-");
    Files.createSymbolicLink(
        folder.resolve("kubectl-guard"), Path.of("kubectl-guard").toAbsolutePath());
    Files.createSymbolicLink(
        folder.resolve("kubectl"), controlPlane.kubectlProgram().toAbsolutePath());
    policy = Guard.policy(file);
    guard = controlPlane.guard(policy);
    registration = Registration.apply(controlPlane, guard.registration(policy));
  }

  static Plugin registered(ControlPlane controlPlane) {
    try {
      Plugin plugin = new Plugin(controlPlane);
      plugin.letGrant();
      return plugin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// By the lines of infra/rbac-granter.yaml.
  private void letGrant() {
    for (String line :
        List.of(
            "auth reconcile -f " + Path.of("infra/rbac-granter.yaml").toAbsolutePath(),
            "create rolebinding exec-guard-granters --clusterrole=exec-guard-granter"
                + " --namespace=production --group=on-call")) {
      Outcome outcome = controlPlane.kubectl(User.ADMIN, new Line(line).words());
      if (outcome.exitCode() != 0) {
        throw new IllegalStateException(outcome.toString());
      }
    }
  }

  Guard guard() {
    return guard;
  }

  /// The policy of the registration.
  Path policyFile() {
    return file;
  }

  /// kubectl as this user. Nothing on the command line leads it to the cluster.
  Kubectl as(User user) {
    Kubectl kubectl = controlPlane.as(user);
    Map<String, String> environment =
        Map.of(
            "HOME",
            controlPlane.directory().toString(),
            "KUBECONFIG",
            controlPlane.directory().resolve(user.kubeconfigName()).toString(),
            "PATH",
            folder + ":" + SYSTEM);
    return new Kubectl(
        kubectl.supervisor(),
        List.of(kubectl.program().getFirst()),
        environment,
        Optional.empty(),
        false,
        Duration.ofSeconds(60));
  }

  /// With the policy file of the registration.
  Outcome grant(User user, String... more) {
    return as(user).run(words(List.of("guard", "grant", "--policy", file.toString()), more));
  }

  /// With the policy file of the registration.
  Outcome grants(User user, String... more) {
    return as(user).run(words(List.of("guard", "grants", "--policy", file.toString()), more));
  }

  Outcome why(User user, String... more) {
    return as(user).run(words(List.of("guard", "why"), more));
  }

  /// A session with stdin in `production`.
  Outcome session(User user) {
    return controlPlane
        .as(user)
        .typing("hello\n")
        .run("-n", "production", "exec", "-i", "web", "--", "cat");
  }

  void takeGrantsAway() {
    ProductionGrant.takeAway(controlPlane);
  }

  /// Has nobody answer in the guard's place for a while.
  void down(Runnable meanwhile) {
    registration.close();
    String dead;
    try (Guard gone = controlPlane.guard(policy)) {
      dead = gone.registration(policy);
    }
    try (Registration _ = Registration.apply(controlPlane, dead)) {
      meanwhile.run();
    } finally {
      registration = Registration.apply(controlPlane, guard.registration(policy));
    }
  }

  @Override
  public void close() {
    registration.close();
    guard.close();
    controlPlane.kubectl(
        User.ADMIN, "-n", "production", "delete", "rolebinding", "exec-guard-granters");
  }

  private static String[] words(List<String> first, String... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
