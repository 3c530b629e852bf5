package io.execguard.admission;

/// What a caller offers to be believed. It never shows itself, so that no log and no message can.
public record Token(String secret) {
  @Override
  public String toString() {
    return "Token[…]";
  }
}
