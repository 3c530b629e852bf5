package io.execguard.tool.transcript;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Text out of bytes that come in parts: a character may be split over two. What is no UTF-8
/// becomes U+FFFD.
final class Utf8 {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  private byte[] rest = new byte[0];

  String more(byte[] bytes) {
    byte[] all = new byte[rest.length + bytes.length];
    System.arraycopy(rest, 0, all, 0, rest.length);
    System.arraycopy(bytes, 0, all, rest.length, bytes.length);
    ByteBuffer input = ByteBuffer.wrap(all);
    CharBuffer output = CharBuffer.allocate(all.length + 1);
    decoder.decode(input, output, false);
    rest = new byte[input.remaining()];
    input.get(rest);
    return output.flip().toString();
  }
}
