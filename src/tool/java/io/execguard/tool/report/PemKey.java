package io.execguard.tool.report;

import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A key in a PEM file, for tests and small teams: whoever reads the file signs as well.
///
/// @param text of the file: a private key (PKCS #8) signs, a public one verifies
record PemKey(Path file, String text) implements SigningKey {
  static PemKey of(String path) {
    try {
      // Latin-1 reads any byte: what is no PEM is told below.
      return new PemKey(
          Path.of(path), Files.readString(Path.of(path), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new ToolException(path + " cannot be read: " + IoProblem.inWords(e));
    }
  }

  @Override
  public String id() {
    return "file:" + file.getFileName();
  }

  private Optional<byte[]> block(String label) {
    Matcher block =
        Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
            .matcher(text);
    return block.find()
        ? Optional.of(P256.decoded(file.toString(), block.group(1)))
        : Optional.empty();
  }

  @Override
  public byte[] sign(byte[] digest) {
    try {
      Signature signature = Signature.getInstance("NONEwithECDSA");
      signature.initSign(privateKey());
      signature.update(digest);
      return signature.sign();
    } catch (GeneralSecurityException _) {
      throw noPrivateKey();
    }
  }

  @Override
  public void assertSigns() {
    try {
      privateKey();
    } catch (GeneralSecurityException _) {
      throw noPrivateKey();
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    byte[] encoded =
        block("PRIVATE KEY")
            .orElseThrow(
                () ->
                    new ToolException(
                        file
                            + " holds no private key in PKCS #8: openssl genpkey -algorithm EC -pkeyopt"
                            + " ec_paramgen_curve:P-256 makes one"));
    PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    P256.assertOnCurve(file.toString(), key);
    return key;
  }

  private ToolException noPrivateKey() {
    return new ToolException(file + " holds no private key on the curve P-256");
  }

  @Override
  public PublicKey publicKey() {
    byte[] encoded =
        block("PUBLIC KEY")
            .orElseThrow(
                () ->
                    new ToolException(
                        file
                            + " holds no public key: openssl pkey -in KEY -pubout makes it of the other"));
    return P256.publicKey(file.toString(), encoded);
  }
}
