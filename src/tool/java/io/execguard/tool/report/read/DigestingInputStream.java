package io.execguard.tool.report.read;

import io.execguard.json.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Counts the bytes that pass, and takes their digest.
public final class DigestingInputStream extends FilterInputStream {
  private final MessageDigest digest = Digest.sha256();
  private long bytes;

  public DigestingInputStream(InputStream input) {
    super(input);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      digest.update(buffer, offset, read);
      bytes += read;
    }
    return read;
  }

  @Override
  public long skip(long most) {
    return 0; // nothing passes unread
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  public long bytes() {
    return bytes;
  }

  /// SHA-256 of what has passed, as 64 hex digits; once.
  public String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
