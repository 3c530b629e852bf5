package io.execguard.cluster;

import com.sun.net.httpserver.HttpExchange;
import io.execguard.testing.Stub;
import io.execguard.tool.gateway.Authority;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Leads whoever asks `sts.eu-central-1.amazonaws.com` to a local STS: a proxy that takes CONNECT
/// for any host, and behind it a server with that host's name.
final class LocalSts implements AutoCloseable {
  private static final String HOST = "sts.eu-central-1.amazonaws.com";

  private final Authority authority = Authority.make();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI sts;
  private final Stub server;
  private final ServerSocket proxy;

  LocalSts(URI sts) {
    this.sts = sts;
    server = Stub.https(authority.server(HOST), this::forward);
    try {
      proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  /// The certificate that vouches for it, as PEM.
  String authority() {
    return authority.pem();
  }

  URI proxy() {
    return URI.create("http://127.0.0.1:" + proxy.getLocalPort());
  }

  /// What it was asked so far.
  List<Stub.Asked> asked() {
    return server.asked();
  }

  private void forward(HttpExchange exchange) throws IOException {
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(sts.resolve(exchange.getRequestURI()))
                  .header("Accept", "application/json")
                  .header(
                      "x-k8s-aws-id",
                      String.valueOf(exchange.getRequestHeaders().getFirst("x-k8s-aws-id")))
                  .build(),
              BodyHandlers.ofString());
      exchange
          .getResponseHeaders()
          .set("Content-Type", answer.headers().firstValue("Content-Type").orElse(""));
      Stub.send(exchange, answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void accept() {
    while (!proxy.isClosed()) {
      try {
        Socket caller = proxy.accept();
        Thread.ofVirtual().name("tunnel").start(() -> tunnel(caller));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void tunnel(Socket caller) {
    try (caller;
        Socket target = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      InputStream input = new BufferedInputStream(caller.getInputStream());
      readHead(input);
      OutputStream output = caller.getOutputStream();
      output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      output.flush();
      Thread there = Thread.ofVirtual().start(() -> pipe(input, target));
      target.getInputStream().transferTo(output);
      there.interrupt();
    } catch (IOException _) {
      // Either side has gone.
    }
  }

  private static void pipe(InputStream input, Socket target) {
    try {
      input.transferTo(target.getOutputStream());
    } catch (IOException _) {
      // Either side has gone.
    }
  }

  private static void readHead(InputStream input) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = input.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
  }

  @Override
  public void close() {
    server.close();
    try {
      proxy.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
