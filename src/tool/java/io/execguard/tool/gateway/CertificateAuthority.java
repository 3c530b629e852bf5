package io.execguard.tool.gateway;

import io.execguard.aws.ServerContext;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority that lives as long as one gateway. Its key is never written down.
public final class CertificateAuthority {
  /// Longer than any demonstration, shorter than a certificate that someone would keep using.
  private static final Duration VALID = Duration.ofDays(30);

  private static final X500Name NAME = new X500Name("CN=exec-guard gateway");

  private final Instant made;
  private final KeyPair keys;
  private final X509Certificate certificate;

  public CertificateAuthority() {
    this(Instant.now());
  }

  /// Made anew, as old as it is said to be.
  ///
  /// @param made when its certificates begin to count
  public CertificateAuthority(Instant made) {
    this.made = made;
    try {
      keys = keyPair();
      X509v3CertificateBuilder builder = builder(NAME, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      certificate = signed(builder, keys.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The certificate, as a webhook's `caBundle` holds it once it is base64-encoded again.
  public String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a server needs that is called by these names.
  ///
  /// @param hosts DNS names or IP addresses
  public SSLContext server(List<String> hosts) {
    try {
      KeyPair serverKeys = keyPair();
      X509v3CertificateBuilder builder =
          builder(new X500Name("CN=exec-guard gateway server"), serverKeys);
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              hosts.stream().map(CertificateAuthority::name).toArray(GeneralName[]::new)));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      return ServerContext.of(
          serverKeys.getPrivate(), signed(builder, keys.getPrivate()), certificate);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName name(String host) {
    boolean address = host.matches("[0-9.]+") || host.contains(":");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder builder(X500Name subject, KeyPair subjectKeys) {
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(127, new SecureRandom()),
        Date.from(made.minus(Duration.ofMinutes(5))),
        Date.from(made.plus(VALID)),
        subject,
        subjectKeys.getPublic());
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }
}
