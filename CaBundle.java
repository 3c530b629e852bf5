package io.execguard.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The authorities that may vouch for a cluster's API server. EKS adds the successor of a CA long
/// before it is used, so there are several; the runtime's own trust store counts for nothing here.
final class CaBundle {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

  private CaBundle() {}

  /// A context that trusts every certificate of the bundle and nothing else.
  ///
  /// @param pem what stands between the certificates is passed over, and so is one that cannot be
  ///   read: it fails closed, for what it would have vouched for is not trusted
  /// @return empty where no certificate can be read
  static Optional<SSLContext> context(byte[] pem) {
    List<Certificate> certificates = certificates(new String(pem, StandardCharsets.ISO_8859_1));
    if (certificates.isEmpty()) {
      return Optional.empty();
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("ca-" + i, certificates.get(i));
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return Optional.of(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Certificate> certificates(String pem) {
    List<Certificate> certificates = new ArrayList<>();
    Matcher blocks = CERTIFICATE.matcher(pem);
    while (blocks.find()) {
      byte[] block = blocks.group().getBytes(StandardCharsets.ISO_8859_1);
      try {
        certificates.add(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(block)));
      } catch (CertificateException _) {
        continue;
      }
    }
    return certificates;
  }
}
