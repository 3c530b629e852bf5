package io.execguard.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A certificate authority that is made in this process, and a server at `localhost` that it
/// vouches for. Its key is in no file, and it is trusted by whom it is handed to.
///
/// @param pem its certificate
/// @param server what the server shows
record MadeAuthority(String pem, SSLContext server) {
  private static final String NAME = "exec-guard-priming";

  static MadeAuthority make(MadeCertificate.Algorithm algorithm, Instant now) {
    try {
      KeyPair key = algorithm.key();
      X509Certificate authority =
          MadeCertificate.of(NAME, MadeCertificate.OF_AN_AUTHORITY, NAME, algorithm, key, now);
      X509Certificate server =
          MadeCertificate.of("localhost", MadeCertificate.OF_LOCALHOST, NAME, algorithm, key, now);
      return new MadeAuthority(
          pem(authority), ServerContext.of(key.getPrivate(), server, authority));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Trust in what it vouches for and in nothing else.
  TrustManager[] trustManagers() {
    try {
      return CertificateBundle.trustManagers(pem.getBytes(StandardCharsets.US_ASCII));
    } catch (LookupException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    String lines = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
  }
}
