package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// No process, port or file stays behind, however the JVM ends that started a control plane.
@Tag("cluster")
final class EndOfTheControlPlaneClusterIT {
  @Test
  void everythingIsGoneAfterTheJvmWasKilled() throws Exception {
    everythingIsGoneAfter(process -> process.destroyForcibly());
  }

  /// The supervisor was in the process group of the build, and `kill -KILL -GROUP`, as a CI server
  /// ends a build, killed it too: the control plane stayed.
  @Test
  void everythingIsGoneAfterTheJvmsWholeProcessGroupWasKilled() throws Exception {
    everythingIsGoneAfter(
        heldOpen("bash", "-c", "set -m; exec 3<&0; \"$@\" <&3 & wait", "bash"),
        shell -> {
          for (var leader : shell.children().toList()) {
            new ProcessBuilder("sh", "-c", "kill -KILL -" + leader.pid()).start();
          }
        });
  }

  @Test
  void everythingIsGoneAfterTheJvmWasTerminated() throws Exception {
    everythingIsGoneAfter(process -> process.destroy());
  }

  @Test
  void everythingIsGoneAfterTheControlPlaneWasClosed() throws Exception {
    everythingIsGoneAfter(process -> process.getOutputStream().close());
  }

  private interface Ending {
    void of(Process process) throws IOException;
  }

  private static void everythingIsGoneAfter(Ending ending) throws Exception {
    everythingIsGoneAfter(heldOpen(), ending);
  }

  private static void everythingIsGoneAfter(Process process, Ending ending) throws Exception {
    try (var output = process.inputReader()) {
      var line = String.valueOf(output.readLine());
      var traces = JsonMapper.shared().readValue(line, HeldOpen.Traces.class);
      // The guard, its holder, etcd, kube-apiserver, the node, the shell, its sleep, the terminal,
      // kubectl.
      assertTrue(traces.processes().size() >= 9, line);
      assertTrue(listens(traces.port()), line);

      ending.of(process);

      Eventually.awaitThat(
          "The end of the processes",
          Eventually.PATIENCE,
          () -> alive(traces.processes()).isEmpty());
      Eventually.awaitThat(
          "The end of the directory",
          Eventually.PATIENCE,
          () -> Files.notExists(Path.of(traces.directory())));
      assertFalse(listens(traces.port()), line);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process heldOpen(String... before) throws IOException {
    var java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            HeldOpen.class.getName());
    return new ProcessBuilder(Stream.concat(Stream.of(before), java).toList())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  // An orphan that nobody reaps still has a number, but no program any more.
  private static List<ProcessHandle> alive(List<Long> processes) {
    return processes.stream()
        .flatMap(number -> ProcessHandle.of(number).stream())
        .filter(process -> process.isAlive() && process.info().command().isPresent())
        .toList();
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      return fail(e);
    }
  }
}
