package io.execguard.tool;

import io.execguard.tool.files.FolderFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The scripts of `infra/` on a machine that has what they call and nothing else: aws, sam, kubectl
/// and openssl are played by those of `src/test/mistakes`, and the tool runs in this process.
final class Scripts implements AutoCloseable {
  private static final Path PLAYED = Path.of("src/test/mistakes").toAbsolutePath();

  /// What the scripts and the played programs take from a system; make and mvn are never called.
  private static final String SYSTEM =
      "bash env basename dirname readlink realpath cat cp mv rm mkdir rmdir mktemp touch ln sed grep"
          + " head tail tr cut sort wc od base64 cmp tee sleep date seq make mvn";

  private static final Pattern CHANGES =
      Pattern.compile(
          "sam deploy .*|aws .* (create|update|delete|put)-.*"
              + "|kubectl (?!auth can-i).*(apply|delete|reconcile|--raw).*");

  private final Path room;
  private final ServerSocket tool = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, String> environment = new HashMap<>();

  /// @param room an empty folder
  Scripts(Path room) throws IOException {
    this.room = room;
    for (String folder : List.of("home", "bin", "temporary", "fakes/refuses")) {
      Files.createDirectories(room.resolve(folder));
    }
    Files.createSymbolicLink(room.resolve("home/infra"), Path.of("infra").toAbsolutePath());
    Files.createSymbolicLink(room.resolve("home/exec-guard"), PLAYED.resolve("exec-guard"));
    for (String program : SYSTEM.split(" ", -1)) {
      link(program, system(program));
    }
    for (String program : List.of("aws", "sam", "kubectl", "openssl", "played")) {
      link(program, PLAYED.resolve(program));
    }
    Files.writeString(fakes().resolve("region"), "eu-central-1\n");
    environment.putAll(
        Map.of(
            "PATH", room.resolve("bin").toString(),
            "LC_ALL", "C.UTF-8",
            "HOME", room.resolve("home").toString(),
            "TMPDIR", room.resolve("temporary").toString(),
            "FAKES", fakes().toString(),
            "TOOL_PORT", String.valueOf(tool.getLocalPort())));
    Thread.ofVirtual().start(this::serve);
  }

  private void link(String name, Path program) throws IOException {
    Files.createSymbolicLink(room.resolve("bin").resolve(name), program);
  }

  /// A program that is not there is one that nothing here calls.
  private static Path system(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of("/bin/false"));
  }

  Path fakes() {
    return room.resolve("fakes");
  }

  /// What programs leave behind who make files of their own.
  Path temporary() {
    return room.resolve("temporary");
  }

  void set(String name, String value) {
    environment.put(name, value);
  }

  void without(String program) throws IOException {
    Files.delete(room.resolve("bin").resolve(program));
  }

  /// Not at a terminal, in a group of its own, as a shell would.
  Process start(List<String> command) throws IOException {
    List<String> line = new ArrayList<>(List.of("setsid", "home/" + command.getFirst()));
    line.addAll(command.subList(1, command.size()));
    return start(line, Path.of("/dev/null"));
  }

  /// At a terminal, on which is typed what is written to the process; it prints everything that is
  /// seen. Ctrl-C is heard, which whatever a script starts in its background ignores: a build, too.
  Process atTerminal(String command) throws IOException {
    String heard = "/usr/bin/env --default-signal=INT,QUIT home/" + command;
    List<String> line = List.of("script", "-qefc", heard, "/dev/null");
    ProcessBuilder builder = builder(line).redirectErrorStream(true);
    return builder.start();
  }

  private Process start(List<String> line, Path input) throws IOException {
    return builder(line).redirectInput(input.toFile()).start();
  }

  private ProcessBuilder builder(List<String> line) {
    ProcessBuilder builder = new ProcessBuilder(line).directory(room.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  CommandRun run(List<String> command) throws IOException, InterruptedException {
    return ended(start(command));
  }

  static CommandRun ended(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it has not ended: " + output + errors);
    }
    return new CommandRun(process.exitValue(), output, errors);
  }

  /// Every call of a played program so far, in order.
  List<String> calls() throws IOException {
    Path calls = fakes().resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  static boolean changes(String call) {
    return CHANGES.matcher(call).matches();
  }

  private void serve() {
    while (!tool.isClosed()) {
      try {
        Socket caller = tool.accept();
        Thread.ofPlatform().start(() -> answer(caller));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private static void answer(Socket caller) {
    try (caller) {
      BufferedReader words =
          new BufferedReader(
              new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
      // Each with a zero byte behind it.
      String arguments =
          new String(Base64.getDecoder().decode(words.readLine()), StandardCharsets.UTF_8);
      CommandRun run =
          CommandRun.of(List.of(arguments.substring(0, arguments.length() - 1).split("\0", -1)));
      caller
          .getOutputStream()
          .write(
              (run.code() + "\n" + coded(run.out()) + "\n" + coded(run.err()) + "\n")
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String coded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    tool.close();
    // JUnit would warn of each link that leads out of its folder.
    for (String folder : List.of("bin", "home")) {
      for (Path link : FolderFiles.of(room.resolve(folder))) {
        Files.delete(link);
      }
    }
  }
}
