package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A site on a machine of [Scripts], where a script can be stopped, and what it was before
/// restored.
final class ScriptedSite implements AutoCloseable {
  private final Path site;
  private final Scripts scripts;

  ScriptedSite(Path directory) throws IOException {
    site = directory.resolve("site");
    assertEquals(0, CommandRun.of("init", site.toString()).code());
    scripts = new Scripts(Files.createDirectory(directory.resolve("machine")));
  }

  Path site() {
    return site;
  }

  Scripts scripts() {
    return scripts;
  }

  @Override
  public void close() throws IOException {
    scripts.close();
  }

  Process start(String command) throws IOException {
    return scripts.start(List.of((command + " --yes --site " + site).split(" ", -1)));
  }

  void done(String command) throws Exception {
    CommandRun run = Scripts.ended(start(command));
    assertEquals(0, run.code(), command + ": " + run);
  }

  void hold(int call) throws IOException {
    Files.writeString(scripts.fakes().resolve("stop-at"), call + "\n");
  }

  void awaitHeld() throws Exception {
    for (int i = 0; i < 600 && !Files.exists(scripts.fakes().resolve("held-up")); i++) {
      Thread.sleep(50);
    }
    assertTrue(Files.exists(scripts.fakes().resolve("held-up")), scripts.calls().toString());
    Files.delete(scripts.fakes().resolve("stop-at"));
  }

  /// As a terminal does it: each process of the group gets the signal.
  static void interrupt(Process process) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).inheritIO().start();
    assertEquals(0, kill.waitFor());
  }

  CommandRun stoppedAt(String command, int call) throws Exception {
    hold(call);
    Process process = start(command);
    awaitHeld();
    interrupt(process);
    CommandRun run = Scripts.ended(process);
    Files.delete(scripts.fakes().resolve("held-up"));
    assertEquals(Map.of(), Mistake.contents(scripts.temporary()));
    assertFalse(Files.exists(site.resolve(".exec-guard/infra.lock")), "a lock is left");
    return run;
  }

  /// Whatever a run leaves, but for the tokens, which are new each time.
  Map<String, String> state() throws IOException {
    return saved().entrySet().stream()
        .filter(file -> !file.getKey().endsWith("calls"))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                file ->
                    file.getValue().replaceAll("[0-9a-f]{64}|(?<=prod-eu:)[0-9a-f]{12}", "DIGEST"),
                (a, _) -> a,
                TreeMap::new));
  }

  Map<String, String> saved() throws IOException {
    Map<String, String> saved = new TreeMap<>();
    for (Path folder : List.of(site, scripts.fakes())) {
      Mistake.contents(folder)
          .forEach((name, text) -> saved.put(folder.resolve(name).toString(), text));
    }
    return saved;
  }

  void restore(Map<String, String> saved) throws IOException {
    for (String file : saved().keySet()) {
      Files.delete(Path.of(file));
    }
    for (Map.Entry<String, String> file : saved.entrySet()) {
      Files.writeString(Path.of(file.getKey()), file.getValue());
    }
  }

  /// Of the played programs, after those of a state that was saved.
  List<String> calls(Map<String, String> began) throws IOException {
    return scripts.calls().subList(earlier(began), scripts.calls().size());
  }

  int earlier(Map<String, String> began) {
    String calls = began.getOrDefault(scripts.fakes().resolve("calls").toString(), "");
    return (int) calls.lines().count();
  }
}
