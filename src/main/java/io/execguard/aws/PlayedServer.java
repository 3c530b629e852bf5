package io.execguard.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Answers HTTP on loopback with what it was given, one request on each connection, until it is
/// closed. It plays to the priming what AWS and a cluster's API answer, and is gone before the
/// snapshot.
final class PlayedServer implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final ServerSocket socket;
  private final Map<String, String> answers;
  private final Thread accepting;

  /// Accepted and not closed yet.
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  /// @param answers by the path of a request; others are not found
  PlayedServer(ServerSocket socket, Map<String, String> answers) {
    this.socket = socket;
    this.answers = Map.copyOf(answers);
    this.accepting = Thread.ofVirtual().name("played").start(this::accept);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        Thread.ofVirtual().name("played").start(() -> serve(connection));
      } catch (IOException _) {
        // It was closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      // TLS writes in several pieces, and each would wait up to 40 ms for word of the one before.
      connection.setTcpNoDelay(true);
      // One character for each byte.
      BufferedReader request =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = Optional.ofNullable(request.readLine()).orElse("");
      skipRest(request);
      connection.getOutputStream().write(answer(first));
    } catch (IOException _) {
      // Whoever called has left, and is told so by their own end.
    } finally {
      connections.remove(connection);
    }
  }

  private static void skipRest(BufferedReader request) throws IOException {
    long body = 0;
    for (String line = request.readLine();
        line != null && !line.isEmpty();
        line = request.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        body = Long.parseLong(line.substring(LENGTH.length()).strip());
      }
    }
    while (body > 0 && request.read() >= 0) {
      body--;
    }
  }

  /// @param request its first line
  private byte[] answer(String request) {
    String path = request.replaceFirst("^\\S+ ", "").replaceFirst("[? ].*$", "");
    byte[] body = answers.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(body.length == 0 ? "404 Not Found" : "200 OK", body.length);
    byte[] answer = new byte[head.length() + body.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, answer, 0, head.length());
    System.arraycopy(body, 0, answer, head.length(), body.length);
    return answer;
  }

  int port() {
    return socket.getLocalPort();
  }

  /// The port is let go by the thread that accepts, and so when that has ended. Nothing more comes
  /// then, and whoever is connected, or says nothing, is left.
  @Override
  public void close() {
    try {
      socket.close();
      accepting.join();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
