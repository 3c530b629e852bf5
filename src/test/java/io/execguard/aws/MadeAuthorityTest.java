package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.gateway.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MadeAuthorityTest {
  private final Instant now = Instant.now();

  @ParameterizedTest
  @EnumSource
  void makesCertificatesThatTheJdkReads(MadeCertificate.Algorithm algorithm)
      throws GeneralSecurityException {
    KeyPair key = algorithm.key();
    X509Certificate authority =
        MadeCertificate.of("a", MadeCertificate.OF_AN_AUTHORITY, "a", algorithm, key, now);
    X509Certificate server =
        MadeCertificate.of("s", MadeCertificate.OF_LOCALHOST, "a", algorithm, key, now);

    authority.verify(key.getPublic());
    server.verify(key.getPublic());
    assertEquals("CN=a", authority.getSubjectX500Principal().getName());
    assertEquals("CN=a", server.getIssuerX500Principal().getName());
    assertTrue(authority.getBasicConstraints() >= 0 && authority.getKeyUsage()[5]);
    assertEquals(-1, server.getBasicConstraints());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), server.getExtendedKeyUsage());
    assertEquals(
        List.of(List.of(2, "localhost")), List.copyOf(server.getSubjectAlternativeNames()));
  }

  /// A certificate that is made here vouches for nothing but this process, and not for long.
  @Test
  void makesCertificatesThatEndSoon() throws GeneralSecurityException {
    MadeCertificate.Algorithm algorithm = MadeCertificate.Algorithm.EC;
    X509Certificate server =
        MadeCertificate.of("s", MadeCertificate.OF_LOCALHOST, "a", algorithm, algorithm.key(), now);
    Duration left = Duration.between(now, server.getNotAfter().toInstant());

    assertTrue(left.compareTo(Duration.ofHours(1)) <= 0, left.toString());
  }

  /// Another process's, another authority's or the system's trust does not take it for a server.
  @Test
  void isTrustedByNobodyWhoWasNotHandedIt() throws IOException, LookupException {
    try (PlayedCloud cloud = PlayedCloud.of("played", PlayedCloud.Kind.OF_TODAY, now)) {
      String other = Authority.make().pem();
      String anotherOfItsKind = MadeAuthority.make(MadeCertificate.Algorithm.RSA, now).pem();

      assertEquals(200, status(cloud, "localhost", trust(cloud.authority().pem())));
      refuses(cloud, "localhost", trust(other));
      refuses(cloud, "localhost", trust(anotherOfItsKind));
      refuses(cloud, "localhost", HttpsURLConnection.getDefaultSSLSocketFactory());
      refuses(
          cloud, InetAddress.getLoopbackAddress().getHostAddress(), trust(cloud.authority().pem()));
    }
  }

  private static void refuses(PlayedCloud cloud, String host, SSLSocketFactory trust) {
    assertThrows(SSLHandshakeException.class, () -> status(cloud, host, trust));
  }

  private static SSLSocketFactory trust(String pem) throws LookupException {
    return CertificateBundle.trusting(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static int status(PlayedCloud cloud, String host, SSLSocketFactory trust)
      throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection)
            cloud
                .uri()
                .resolve("https://" + host + ":" + cloud.uri().getPort() + "/clusters/played")
                .toURL()
                .openConnection();
    connection.setSSLSocketFactory(trust);
    return connection.getResponseCode();
  }
}
