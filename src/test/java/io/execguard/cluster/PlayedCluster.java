package io.execguard.cluster;

import com.sun.net.httpserver.HttpExchange;
import io.execguard.testing.Stub;
import io.execguard.tool.gateway.Authority;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;

/// EKS with one cluster, and this cluster's API, in which every namespace is production's: as quick
/// as loopback is.
final class PlayedCluster implements AutoCloseable {
  static final String NAME = "production";

  private static final String NAMESPACE =
      """
      {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
       "metadata": {"name": "payments", "uid": "u", "labels": {"environment": "production"}}}""";

  private static final String POD =
      """
      {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "checkout", "uid": "u"},
       "spec": {"nodeName": "node", "containers": [{"name": "app", "image": "app:1"}]}}""";

  /// What the real ones have is a name, too: an address takes other classes.
  private static final String HOST = "localhost";

  /// The first compiler takes what ran two hundred times.
  private static final int HANDSHAKES = 300;

  private final Authority authority = Authority.make();
  private final Stub api = Stub.https(authority.server(HOST), this::object);
  private final EksStub eks = new EksStub();
  private volatile boolean closes;

  PlayedCluster() {
    String certificates =
        Base64.getEncoder().encodeToString(authority.pem().getBytes(StandardCharsets.US_ASCII));
    eks.leadsTo(NAME, atHost(api.uri()), certificates);
  }

  /// Shakes hands as often as it takes to have that compiled, as a real API server's is. The client
  /// trusts nobody and breaks off, which it does only when the server has done its part.
  void warm() throws IOException {
    for (int time = 0; time < HANDSHAKES; time++) {
      try (Socket connection =
          SSLSocketFactory.getDefault().createSocket(api.uri().getHost(), api.uri().getPort())) {
        connection.getOutputStream().write(0);
        throw new IllegalStateException("somebody vouches for what was made here");
      } catch (SSLHandshakeException _) {
        // As it should be.
      }
    }
  }

  private static URI atHost(URI server) {
    return URI.create(server.getScheme() + "://" + HOST + ":" + server.getPort());
  }

  /// Where EKS answers.
  URI eks() {
    return atHost(eks.uri());
  }

  /// Whether each answer of the API is the last of its connection from now on.
  void closes(boolean each) {
    closes = each;
  }

  private void object(HttpExchange exchange) throws IOException {
    if (closes) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    boolean isPod = exchange.getRequestURI().getPath().contains("/pods/");
    Stub.json(200, isPod ? POD : NAMESPACE).to(exchange);
  }

  @Override
  public void close() {
    eks.close();
    api.close();
  }
}
