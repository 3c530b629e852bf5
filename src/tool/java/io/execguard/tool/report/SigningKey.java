package io.execguard.tool.report;

import io.execguard.tool.terminal.ToolException;
import java.security.PublicKey;

/// A key that signs reports: ECDSA on P-256 over a SHA-256, in DER.
sealed interface SigningKey permits KmsKey, PemKey {
  String ALGORITHM = "ECDSA_SHA_256";

  /// As `--sign` names it: `awskms:///ARN`, or a PEM file.
  static SigningKey of(String key) {
    return key.startsWith(KmsKey.SCHEME) ? KmsKey.of(key) : PemKey.of(key);
  }

  /// What the signature's file calls it.
  String id();

  /// The signature, in DER.
  ///
  /// @param digest SHA-256 of what is signed
  byte[] sign(byte[] digest);

  /// What can be told of a key without signing.
  ///
  /// @throws ToolException where it signs nothing
  void assertSigns();

  PublicKey publicKey();
}
