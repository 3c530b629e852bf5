package io.execguard.tool.transcript;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `transcript` of one log.
final class TranscriptRun {
  private TranscriptRun() {}

  static CommandRun of(Path directory, byte[] log, String... options) throws IOException {
    Path file = Files.write(directory.resolve("log"), log);
    List<String> arguments = new ArrayList<>(List.of("transcript", "--session", Recording.SESSION));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    return CommandRun.of(arguments);
  }

  /// What is wrong with it, by the words of the JSON.
  static Set<String> problems(Path directory, byte[] log) throws IOException {
    CommandRun run = of(directory, log, "--json");
    Set<String> problems = new TreeSet<>();
    JsonNode session = JsonMapper.shared().readTree(run.lines().getFirst());
    session.path("problems").forEach(problem -> problems.add(problem.path("kind").asString()));
    if (run.code() != (problems.isEmpty() ? 0 : 1)) {
      throw new AssertionError("exit code " + run.code() + ": " + run.err());
    }
    return problems;
  }
}
