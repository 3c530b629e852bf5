package io.execguard.tool.files;

import io.execguard.tool.terminal.Trouble;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// What a file's bytes are, where they are not UTF-8 text: other encodings are named and never
/// guessed at.
final class TextBytes {
  private static final String UTF_16 = "is UTF-16 text; save it as UTF-8";
  private static final String UTF_32 = "is UTF-32 text; save it as UTF-8";
  private static final String COMPRESSED = "is compressed (gzip), not text; unpack it with gunzip";
  private static final String BINARY = "is not text: it holds zero bytes";

  private TextBytes() {}

  /// UTF-8 text as it is, with the mark that some editors put before it.
  ///
  /// @throws Trouble where the bytes are in another encoding; the sentence names it
  static byte[] checked(Path file, byte[] content) {
    problem(content).ifPresent(problem -> refuse(file, problem));
    return content;
  }

  /// UTF-8 text without the mark, and without zero bytes.
  ///
  /// @throws Trouble where the bytes are anything else
  static byte[] plain(Path file, byte[] content) {
    checked(file, content);
    for (byte one : content) {
      if (one == 0) {
        refuse(file, BINARY);
      }
    }
    return begins(content, 0xEF, 0xBB, 0xBF)
        ? Arrays.copyOfRange(content, 3, content.length)
        : content;
  }

  private static void refuse(Path file, String problem) {
    throw new Trouble(file + " " + problem);
  }

  private static Optional<String> problem(byte[] content) {
    if (begins(content, 0x1F, 0x8B)) {
      return Optional.of(COMPRESSED);
    }
    // A mark of UTF-32 begins as one of UTF-16 does.
    if (begins(content, 0xFF, 0xFE, 0, 0) || begins(content, 0, 0, 0xFE, 0xFF)) {
      return Optional.of(UTF_32);
    }
    if (begins(content, 0xFF, 0xFE) || begins(content, 0xFE, 0xFF)) {
      return Optional.of(UTF_16);
    }
    return wide(content).or(() -> malformed(content));
  }

  /// JSON and YAML begin with a character of ASCII, whose other bytes are zeros in UTF-16 and
  /// UTF-32. Shorter than four bytes, nothing tells the two from a stray zero.
  private static Optional<String> wide(byte[] content) {
    if (content.length < 4) {
      return Optional.empty();
    }
    boolean big = content[0] == 0;
    if (big != (content[1] == 0)) {
      boolean wider = !big && content[2] == 0 && content[3] == 0;
      return Optional.of(wider ? UTF_32 : UTF_16);
    }
    return big && content[2] == 0 && content[3] != 0 ? Optional.of(UTF_32) : Optional.empty();
  }

  private static Optional<String> malformed(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return Optional.empty();
    } catch (CharacterCodingException _) {
      return Optional.of("is not UTF-8 text");
    }
  }

  private static boolean begins(byte[] content, int... bytes) {
    for (int at = 0; at < bytes.length; at++) {
      if (at >= content.length || (content[at] & 0xFF) != bytes[at]) {
        return false;
      }
    }
    return true;
  }
}
