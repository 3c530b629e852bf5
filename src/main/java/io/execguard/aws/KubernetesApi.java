package io.execguard.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/// The Kubernetes API of a cluster: one request, the JDK's own client, which the SDK's HTTP client
/// has loaded already.
final class KubernetesApi {
  private static final Duration CONNECTING = Duration.ofSeconds(2);

  private final InstantSource clock;

  KubernetesApi(InstantSource clock) {
    this.clock = clock;
  }

  /// Asks for one object.
  <T> T get(Endpoint endpoint, String token, ApiQuery<T> query, Instant deadline)
      throws LookupException {
    return query.document().read(body(endpoint, token, query, deadline));
  }

  private byte[] body(Endpoint endpoint, String token, ApiQuery<?> query, Instant deadline)
      throws LookupException {
    long left = Duration.between(clock.instant(), deadline).toMillis();
    if (left <= 0) {
      throw LookupException.of(LookupProblem.OUT_OF_TIME);
    }
    try {
      HttpsURLConnection connection = open(endpoint, query);
      try {
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setConnectTimeout((int) Math.min(left, CONNECTING.toMillis()));
        connection.setReadTimeout((int) Math.min(left, Integer.MAX_VALUE));
        requireFound(connection.getResponseCode(), query);
        return body(connection, query.longest());
      } catch (IOException | LookupException e) {
        // A connection whose answer was not read to its end is of no use to the next.
        connection.disconnect();
        throw e;
      }
    } catch (SSLException e) {
      throw LookupException.of(LookupProblem.API_CERTIFICATE, e);
    } catch (IOException e) {
      throw LookupException.of(LookupProblem.API_UNREACHABLE, e);
    }
  }

  private static HttpsURLConnection open(Endpoint endpoint, ApiQuery<?> query)
      throws IOException, LookupException {
    URI uri = endpoint.uri().resolve(query.path());
    if (!(uri.toURL().openConnection() instanceof HttpsURLConnection connection)) {
      throw LookupException.of(LookupProblem.ENDPOINT_WITHOUT_TLS);
    }
    connection.setSSLSocketFactory(endpoint.trust());
    // Another host would get the token.
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", query.accept());
    connection.setRequestProperty("User-Agent", "exec-guard");
    return connection;
  }

  private static void requireFound(int status, ApiQuery<?> query) throws LookupException {
    switch (status) {
      case HttpURLConnection.HTTP_OK -> {}
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          throw LookupException.of(LookupProblem.API_UNAUTHORIZED);
      case HttpURLConnection.HTTP_FORBIDDEN -> throw LookupException.of(query.forbidden());
      case HttpURLConnection.HTTP_NOT_FOUND -> throw LookupException.definite(query.notFound());
      default -> throw LookupException.of(LookupProblem.API_FAILED);
    }
  }

  private static byte[] body(HttpsURLConnection connection, int longest) throws IOException {
    try (InputStream input = connection.getInputStream()) {
      byte[] body = input.readNBytes(longest + 1);
      if (body.length > longest) {
        connection.disconnect();
      }
      return body;
    }
  }
}
