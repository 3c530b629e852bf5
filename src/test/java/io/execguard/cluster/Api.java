package io.execguard.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The API server over HTTPS, as one user: what kubectl is too slow or too polite for.
record Api(HttpClient client, URI server, String token) implements AutoCloseable {
  static Api connect(URI server, Path certificateAuthority, String token)
      throws IOException, GeneralSecurityException {
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(certificateAuthority))
            .build();
    return new Api(client, server, token);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send("POST", path, "application/json", body);
  }

  /// Nested maps are merged, lists replaced.
  HttpResponse<String> merge(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send("PATCH", path, "application/merge-patch+json", body);
  }

  /// Lists are merged by their keys, as kubectl does.
  HttpResponse<String> strategicMerge(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send("PATCH", path, "application/strategic-merge-patch+json", body);
  }

  /// The same, as text: for what a writer of JSON would refuse.
  HttpResponse<String> merge(String path, String body) throws IOException, InterruptedException {
    return send("PATCH", path, "application/merge-patch+json", body);
  }

  HttpResponse<String> strategicMerge(String path, String body)
      throws IOException, InterruptedException {
    return send("PATCH", path, "application/strategic-merge-patch+json", body);
  }

  /// RFC 6902.
  HttpResponse<String> jsonPatch(String path, List<? extends Map<String, ?>> operations)
      throws IOException, InterruptedException {
    return send("PATCH", path, "application/json-patch+json", operations);
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return client.send(request(path).DELETE().build(), BodyHandlers.ofString());
  }

  /// One line for each change, without end.
  Stream<String> watch(String path) throws IOException, InterruptedException {
    var watching = request(path + "?watch=true").GET().build();
    return client.send(watching, BodyHandlers.ofLines()).body();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpResponse<String> send(String method, String path, String type, Object body)
      throws IOException, InterruptedException {
    var json = body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body);
    var request =
        request(path).method(method, BodyPublishers.ofString(json)).header("Content-Type", type);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private static SSLContext trusting(Path certificateAuthority)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var input = Files.newInputStream(certificateAuthority)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
