package io.execguard.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A port for a program that cannot be told to take any free one.
final class FreePort {
  private FreePort() {}

  // It takes a number only; nobody else on the machine is likely to take it in between.
  static int number() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
