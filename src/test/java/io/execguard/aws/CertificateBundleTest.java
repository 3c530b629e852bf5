package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.execguard.tool.gateway.Authority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateBundleTest {

  @Test
  void speaksTls12AndNewer() throws IOException, LookupException {
    byte[] pem = Authority.make().pem().getBytes(StandardCharsets.US_ASCII);
    try (SSLSocket socket = (SSLSocket) CertificateBundle.trusting(pem).createSocket()) {
      assertEquals(Set.of("TLSv1.2", "TLSv1.3"), Set.of(socket.getEnabledProtocols()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "rubbish", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
  void refusesWhatHoldsNoCertificate(String bundle) {
    LookupException failure =
        assertThrows(
            LookupException.class,
            () -> CertificateBundle.trusting(bundle.getBytes(StandardCharsets.US_ASCII)));
    assertEquals("ca-unreadable", failure.problem().word());
  }
}
