package io.execguard.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// The certificates that vouch for a cluster's API. EKS adds a successor before it changes over, so
/// that there can be several; the system's own roots do not count.
final class CertificateBundle {
  private CertificateBundle() {}

  /// Trust in every certificate of a bundle and in nothing else. TLS 1.2 or newer, as the JDK has
  /// it.
  ///
  /// @param pem one or more certificates
  /// @throws LookupException `ca-unreadable` where there is none
  static SSLSocketFactory trusting(byte[] pem) throws LookupException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trustManagers(pem), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw LookupException.of(LookupProblem.CA_UNREADABLE, e);
    }
  }

  /// The same trust, for a context that another makes.
  ///
  /// @throws LookupException `ca-unreadable` where there is none
  static TrustManager[] trustManagers(byte[] pem) throws LookupException {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem));
      if (certificates.isEmpty()) {
        throw LookupException.of(LookupProblem.CA_UNREADABLE);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw LookupException.of(LookupProblem.CA_UNREADABLE, e);
    }
  }
}
