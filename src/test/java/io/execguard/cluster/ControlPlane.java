package io.execguard.cluster;

import io.execguard.policy.Policy;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// A running control plane: namespaces `production` and `staging` (label `environment` as the name
/// says), in each a pod `web` with one container `app` on the node `node`.
///
/// Closing it, or ending the JVM in any way, ends all its processes and removes its directory.
public final class ControlPlane implements AutoCloseable {
  private final Supervisor supervisor;
  private final Binaries binaries;
  private final Tokens tokens;
  private final ApiServer apiServer;
  private final Node node;
  private final Api api;
  private final Journal auditEvents;

  /// EKS's own check of tokens: the STS that it asks, and the cluster's name.
  private record TokenCheck(LocalSts sts, String cluster) {}

  private ControlPlane(Supervisor supervisor, Binaries binaries, Optional<TokenCheck> check)
      throws IOException, InterruptedException {
    this.supervisor = supervisor;
    this.binaries = binaries;
    tokens = Tokens.create();
    node = Node.start(supervisor, binaries);
    var checking =
        check.isEmpty()
            ? List.<String>of()
            : TokenChecker.start(supervisor, binaries, check.get().sts(), check.get().cluster())
                .flags();
    apiServer = ApiServer.start(supervisor, binaries, tokens, checking);
    api = apiServer.connect(tokens.of(User.NODE));
    for (var user : User.values()) {
      writeKubeconfig(user, directory().resolve(user.kubeconfigName()));
    }
    node.register(api);
    Thread.ofVirtual().name("pod-lifecycle").start(new PodLifecycle(api));
    create(Resources.copy("objects.yaml", directory()));
    awaitRunning("production", "web");
    awaitRunning("staging", "web");
    auditEvents = new Journal(directory().resolve("audit.log"), 0).fromNow();
  }

  /// Takes about five seconds.
  ///
  /// @throws IllegalStateException when a program is missing or does not start
  public static ControlPlane start() {
    return start(Optional.empty());
  }

  /// The same with EKS's own check of tokens, which asks an STS.
  static ControlPlane asOnEks(LocalSts sts) {
    return asOnEks(sts, TokenChecker.CLUSTER);
  }

  /// @param name of the cluster, as EKS knows it
  static ControlPlane asOnEks(LocalSts sts, String name) {
    return start(Optional.of(new TokenCheck(sts, name)));
  }

  private static ControlPlane start(Optional<TokenCheck> check) {
    var binaries = Binaries.find();
    try {
      var supervisor = Supervisor.start(binaries.supervise());
      try {
        return new ControlPlane(supervisor, binaries, check);
      } catch (IOException | InterruptedException | RuntimeException e) {
        supervisor.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The control plane did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the control plane was starting", e);
    }
  }

  /// kubectl as this user, to be narrowed down and run: `as(JANE).onTerminal().typing("exit\n")`.
  public Kubectl as(User user) {
    return Kubectl.of(supervisor, binaries.kubectl(), directory().resolve(user.kubeconfigName()));
  }

  /// kubectl with a token that the control plane has not made.
  Kubectl withToken(String token) {
    return Kubectl.of(
        supervisor,
        binaries.kubectl(),
        List.of(
            "--server=" + server(),
            "--certificate-authority=" + certificateAuthority(),
            "--token=" + token));
  }

  /// kubectl as this user, without input, run to its end.
  public Outcome kubectl(User user, String... arguments) {
    return as(user).run(arguments);
  }

  /// Applies manifests as [User#ADMIN].
  ///
  /// @throws IllegalStateException when kubectl refuses, with its words
  public void apply(String yaml) {
    var outcome = as(User.ADMIN).typing(yaml).run("apply", "-f", "-");
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException("kubectl apply failed: " + outcome.errors());
    }
  }

  /// Audit events (audit.k8s.io/v1) since the control plane was ready: one each for the stages
  /// ResponseStarted and ResponseComplete.
  public Journal auditEvents() {
    return auditEvents;
  }

  /// Returns when the audit log has what was answered before: a request that comes later is in it.
  void awaitAuditLog() {
    Journal last = auditEvents.fromNow();
    Outcome _ = kubectl(User.ADMIN, "get", "pod", "web", "-n", "staging");
    last.await("the last request", entry -> entry.path("verb").asString("").equals("get"));
  }

  /// Every request that reached the node: `what` (exec, attach, run, portForward, other),
  /// `namespace`, `pod`, `container`, `stdin`, `stdout`, `stderr`, `tty`, `command`, `method`,
  /// `path`.
  public Journal nodeSessions() {
    return node.requests();
  }

  /// Where the API server listens.
  public URI server() {
    return apiServer.uri();
  }

  /// PEM file of the certificates that vouch for [#server].
  public Path certificateAuthority() {
    return apiServer.certificateAuthority();
  }

  /// The kubectl that fits the API server.
  public Path kubectlProgram() {
    return binaries.kubectl();
  }

  /// The function itself, which reads this cluster's namespaces and pods as its role may.
  public Guard guard(Policy policy) {
    return Guard.of(policy, kubectlProgram(), directory().resolve("viewer.kubeconfig"));
  }

  /// A folder for the PATH, with kubectl alone in it: the program `node` beside it would hide
  /// Node.js.
  public Path kubectlFolder() {
    Path folder = directory().resolve("bin");
    Path link = folder.resolve("kubectl");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, kubectlProgram().toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  public String token(User user) {
    return tokens.of(user);
  }

  /// Where everything of this control plane lives, and where kubectl runs.
  public Path directory() {
    return supervisor.directory();
  }

  /// Writes a kubeconfig that works from any directory while the control plane runs.
  public void writeKubeconfig(User user, Path file) {
    var text =
        """
        apiVersion: v1
        kind: Config
        current-context: tests
        contexts: [{name: tests, context: {cluster: tests, user: %1$s}}]
        clusters: [{name: tests, cluster: {server: "%2$s", certificate-authority: "%3$s"}}]
        users: [{name: %1$s, user: {token: "%4$s"}}]
        """
            .formatted(user.userName(), server(), certificateAuthority(), token(user));
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until every container of a pod runs, which takes some milliseconds from its creation on.
  public void awaitRunning(String namespace, String pod) {
    var path = "/api/v1/namespaces/%s/pods/%s".formatted(namespace, pod);
    Eventually.awaitThat(namespace + "/" + pod, Eventually.PATIENCE, () -> runs(path));
  }

  @Override
  public void close() {
    api.close();
    try {
      supervisor.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The control plane did not stop", e);
    }
  }

  private boolean runs(String path) {
    try {
      var answer = api.get(path);
      return answer.statusCode() == 200
          && PodLifecycle.runs(JsonMapper.shared().readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a pod was starting", e);
    }
  }

  // Fetching the schemas to validate against would take longer than all the rest of this.
  private void create(Path manifests) {
    var outcome = kubectl(User.ADMIN, "create", "--validate=false", "-f", manifests.toString());
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException("kubectl create failed: " + outcome.errors());
    }
  }
}
