package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A function in AWS's runtime interface emulator, which starts the runtime when it is first
/// called.
final class EmulatedFunction implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final FunctionFolder function;
  private final Daemon daemon;
  private final int port;

  private EmulatedFunction(FunctionFolder function, Daemon daemon, int port) {
    this.function = function;
    this.daemon = daemon;
    this.port = port;
  }

  static EmulatedFunction start(FunctionFolder function, List<String> flags) throws IOException {
    int port = FreePort.number();
    List<String> emulator =
        List.of(
            function.aws().resolve("bin/emulator").toString(),
            "--runtime-interface-emulator-address",
            "127.0.0.1:" + port,
            "--runtime-api-address",
            "127.0.0.1:" + FreePort.number());
    Daemon daemon =
        Daemon.start(
            function.supervisor(),
            "emulator",
            Stream.concat(emulator.stream(), function.java(flags).stream()).toList(),
            function.environment());
    EmulatedFunction emulated = new EmulatedFunction(function, daemon, port);
    Eventually.awaitThat("The emulator", PATIENCE, emulated::listens);
    return emulated;
  }

  /// Nanoseconds of a call until the answer is here.
  long call() {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + port + "/2015-03-31/functions/function/invocations"))
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(function.event()))
            .build();
    try {
      long began = System.nanoTime();
      String answer = client.send(request, BodyHandlers.ofString()).body();
      long took = System.nanoTime() - began;
      if (!answer.contains(function.expected())) {
        throw new IllegalStateException("It answers " + answer);
      }
      return took;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean listens() {
    daemon.requireAlive();
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// The runtime dies with its emulator.
  @Override
  public void close() {
    client.shutdownNow();
    daemon.process().destroyForcibly();
  }
}
