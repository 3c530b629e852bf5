package io.execguard.tool.report;

import io.execguard.tool.terminal.ToolException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// Reads keys on the curve P-256, the only one that signs reports.
final class P256 {
  /// Bits of P-256: a key on another curve is none of this algorithm's.
  private static final int BITS = 256;

  private P256() {}

  /// Reads a public key.
  ///
  /// @param encoded DER of a SubjectPublicKeyInfo
  static PublicKey publicKey(String name, byte[] encoded) {
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
      assertOnCurve(name, key);
      return key;
    } catch (GeneralSecurityException _) {
      throw new ToolException(name + " holds no public key on the curve P-256");
    }
  }

  static void assertOnCurve(String name, Object key) {
    boolean isOnCurve =
        key instanceof ECKey curve
            && curve.getParams().getCurve().getField().getFieldSize() == BITS;
    if (!isOnCurve) {
      throw new ToolException(name + " is a key on another curve than P-256");
    }
  }

  /// The bytes of a text in base64, whose lines may be broken.
  ///
  /// @throws ToolException where it is no base64
  static byte[] decoded(String name, String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new ToolException(name + " is no base64");
    }
  }
}
