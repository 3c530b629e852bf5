package io.execguard.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// etcd and kube-apiserver. etcd listens on sockets in the control plane's directory and on no
/// port: it asks nobody who they are.
record ApiServer(
    Daemon etcd, Daemon server, SocketChannel reservation, URI uri, Path certificateAuthority) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // Files, though etcd wants each to look like a host and a port.
  private static final String CLIENTS = "unix://clients.socket:0";
  private static final String PEERS = "unix://peers.socket:0";

  /// @param more flags of the API server
  static ApiServer start(Supervisor supervisor, Binaries binaries, Tokens tokens, List<String> more)
      throws IOException {
    var directory = supervisor.directory();
    Files.writeString(directory.resolve("tokens.csv"), tokens.file());
    Files.writeString(directory.resolve("service-accounts.pem"), keys());
    Files.createFile(directory.resolve("audit.log"));
    Resources.copy("audit-policy.yaml", directory);
    Resources.copy("egress.yaml", directory);
    var etcd = Daemon.start(supervisor, "etcd", etcd(binaries));
    var reservation = reservePort();
    var port = reservation.socket().getLocalPort();
    var server =
        Daemon.start(
            supervisor,
            "kube-apiserver",
            Stream.concat(server(binaries, port).stream(), more.stream()).toList());
    var uri = URI.create("https://127.0.0.1:" + port);
    return new ApiServer(etcd, server, reservation, uri, directory.resolve("apiserver.crt"));
  }

  /// Waits until it answers, roles and all.
  Api connect(String token) throws IOException {
    try (reservation) {
      return Eventually.await("The API server", PATIENCE, () -> ready(token));
    }
  }

  private Optional<Api> ready(String token) {
    etcd.requireAlive();
    server.requireAlive();
    // The key is written after the certificate.
    if (!Files.exists(certificateAuthority.resolveSibling("apiserver.key"))) {
      return Optional.empty();
    }
    try {
      var api = Api.connect(uri, certificateAuthority, token);
      if (api.get("/readyz").statusCode() == 200) {
        return Optional.of(api);
      }
      api.close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the API server was starting", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The API server's certificate cannot be used", e);
    }
  }

  private static List<String> etcd(Binaries binaries) {
    return List.of(
        binaries.etcd().toString(),
        "--unsafe-no-fsync",
        "--data-dir=etcd",
        "--listen-client-urls=" + CLIENTS,
        "--advertise-client-urls=" + CLIENTS,
        "--listen-peer-urls=" + PEERS,
        "--initial-advertise-peer-urls=" + PEERS,
        "--initial-cluster=default=" + PEERS);
  }

  private static List<String> server(Binaries binaries, int port) {
    return List.of(
        binaries.apiServer().toString(),
        "--etcd-servers=unix:clients.socket:0",
        "--bind-address=127.0.0.1",
        "--secure-port=" + port,
        "--permit-port-sharing",
        // Without these two it looks for a network card, and a laptop on a train may have none.
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--cert-dir=.",
        "--egress-selector-config-file=egress.yaml",
        "--token-auth-file=tokens.csv",
        "--authorization-mode=Node,RBAC",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=service-accounts.pem",
        "--service-account-signing-key-file=service-accounts.pem",
        // No controller makes the account that each pod would need.
        "--disable-admission-plugins=ServiceAccount",
        "--allow-privileged",
        "--audit-policy-file=audit-policy.yaml",
        "--audit-log-path=audit.log",
        // In MB. If nothing is said it begins a new file at 100, in the middle of some test.
        "--audit-log-maxsize=4096");
  }

  // Bound and not listening: nobody else gets the port before the API server shares it.
  private static SocketChannel reservePort() throws IOException {
    return SocketChannel.open()
        .setOption(StandardSocketOptions.SO_REUSEPORT, true)
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  // Both halves in one file: it takes the public one from an elliptic private key of its own form
  // only.
  private static String keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      var pair = generator.generateKeyPair();
      return pem("PRIVATE KEY", pair.getPrivate()) + pem("PUBLIC KEY", pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no elliptic curves", e);
    }
  }

  private static String pem(String label, Key key) {
    var body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
  }
}
