package io.execguard.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/// Writes an X.509 certificate as RFC 5280 has it, in DER: the JDK reads and signs them, and has no
/// public way to write one. Of the form that a cluster's authority and its API's certificate have.
final class MadeCertificate {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int UTF8 = 0x0C;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int VERSION = 0xA0;
  private static final int EXTENSIONS = 0xA3;

  /// commonName.
  private static final byte[] COMMON_NAME = hex("0603550403");

  /// What an authority has: basicConstraints and keyUsage, both critical, and the identifier of its
  /// key.
  static final byte[] OF_AN_AUTHORITY =
      hex(
          "300F0603551D130101FF040530030101FF"
              + "300E0603551D0F0101FF0404030202A4"
              + "300E0603551D0E0407040500000000A1");

  /// What a server at `localhost` has: keyUsage, extendedKeyUsage for servers, the identifier of
  /// its authority's key, and its name.
  static final byte[] OF_LOCALHOST =
      hex(
          "300E0603551D0F0101FF0404030205A0"
              + "30130603551D25040C300A06082B06010505070301"
              + "30100603551D2304093007800500000000A1"
              + "30140603551D11040D300B82096C6F63616C686F7374");

  /// To both sides of now: a clock that differs by less is no reason to refuse it.
  private static final Duration VALID = Duration.ofHours(1);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /// What signs: as the JDK calls it, and as a certificate does.
  enum Algorithm {
    RSA("SHA256withRSA", "300D06092A864886F70D01010B0500", 2048),
    EC("SHA256withECDSA", "300A06082A8648CE3D040302", 256);

    private final String signing;
    private final String identifier;
    private final int bits;

    Algorithm(String signing, String identifier, int bits) {
      this.signing = signing;
      this.identifier = identifier;
      this.bits = bits;
    }

    KeyPair key() throws GeneralSecurityException {
      KeyPairGenerator keys = KeyPairGenerator.getInstance(name());
      keys.initialize(bits);
      return keys.generateKeyPair();
    }
  }

  private MadeCertificate() {}

  /// Makes a certificate.
  ///
  /// @param issuer the authority, whose key it is, too
  static X509Certificate of(
      String subject,
      byte[] extensions,
      String issuer,
      Algorithm algorithm,
      KeyPair key,
      Instant now)
      throws GeneralSecurityException {
    byte[] body =
        der(
            SEQUENCE,
            der(VERSION, hex("020102")),
            der(INTEGER, new byte[] {1}),
            hex(algorithm.identifier),
            name(issuer),
            der(SEQUENCE, time(now.minus(VALID)), time(now.plus(VALID))),
            name(subject),
            key.getPublic().getEncoded(),
            der(EXTENSIONS, der(SEQUENCE, extensions)));
    Signature signature = Signature.getInstance(algorithm.signing);
    signature.initSign(key.getPrivate());
    signature.update(body);
    byte[] certificate =
        der(
            SEQUENCE,
            body,
            hex(algorithm.identifier),
            der(BIT_STRING, new byte[] {0}, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] name(String name) {
    return der(
        SEQUENCE,
        der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, name.getBytes(StandardCharsets.UTF_8)))));
  }

  private static byte[] time(Instant time) {
    return der(GENERALIZED_TIME, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  /// A tag, the length in as many bytes as it needs, and the parts one behind the other. Nothing
  /// here has 64 KiB.
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    if (length >= 256) {
      whole.write(0x82);
      whole.write(length >> 8);
    } else if (length >= 128) {
      whole.write(0x81);
    }
    whole.write(length & 0xFF);
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
