package io.execguard.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {
  /// The example of FIPS 180-4, and what `sha256sum` says of nothing.
  @Test
  void isSha256InLowerCaseHex() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest.hex("abc"));
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Digest.hex(""));
  }

  @Test
  void takesATextAsUtf8() {
    assertEquals(Digest.hex("é€".getBytes(StandardCharsets.UTF_8)), Digest.hex("é€"));
  }
}
