package io.execguard.tool.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A gateway on a free port, and a client that trusts its certificate authority and no other.
public final class LocalGateway implements AutoCloseable {
  public static final String TOKEN = "demonstration-only-everyone-knows-this-token";

  final List<String> lines = new CopyOnWriteArrayList<>();
  final HttpClient client;
  private final Gateway gateway;

  LocalGateway(RequestStreamHandler handler, Duration integrationTimeout) {
    CertificateAuthority authority = new CertificateAuthority();
    client = client(authority.pem());
    gateway =
        new Gateway(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            authority.server(List.of("localhost", "127.0.0.1")),
            handler,
            integrationTimeout,
            lines::add);
  }

  static HttpClient client(String pem) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, managers.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return gateway.port();
  }

  URI uri(String path) {
    return URI.create("https://localhost:" + port() + path);
  }

  HttpResponse<String> review(String body) throws IOException, InterruptedException {
    return post("/v1/clusters/demo/" + TOKEN + "/sessions?timeout=10s", body);
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.shutdownNow();
    gateway.close();
  }
}
