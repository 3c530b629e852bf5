package io.execguard.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// A port for a program that cannot be told to take any free one.
final class FreePort {
  private FreePort() {}

  // It takes a number only; nobody else on the machine is likely to take it in between. Below
  // 32768,
  // from where on the kernel gives ports to whoever connects, and LocalStack listens ten seconds
  // later.
  static int number() throws IOException {
    while (true) {
      int port = RandomGenerator.getDefault().nextInt(15_000, 32_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException _) {
        // Another's.
      }
    }
  }
}
