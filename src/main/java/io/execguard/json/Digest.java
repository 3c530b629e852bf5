package io.execguard.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, which every JDK has.
public final class Digest {
  /// Copied for each digest: to look for a provider takes longer than a short text.
  private static final MessageDigest OF_NOTHING = ofNothing();

  private Digest() {}

  private static MessageDigest ofNothing() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] sha256(byte[] content) {
    return sha256().digest(content);
  }

  /// A digest of what is still to come.
  public static MessageDigest sha256() {
    try {
      return (MessageDigest) OF_NOTHING.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The digest of the text's UTF-8 bytes as 64 lower-case hex digits.
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The digest as 64 lower-case hex digits.
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(sha256(content));
  }
}
