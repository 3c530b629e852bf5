package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Grant;
import io.execguard.testing.Manual;
import io.execguard.tool.kubectl.FakeKubectl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The page for the engineer on call holds what is there: verbs, options, and sentences of the
/// guard.
final class OnCallPageTest extends PluginTest {
  private static final Path PAGE = Path.of("docs/on-call.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /// What the API server or kubectl says, and what other tools show.
  private static final List<String> OF_OTHERS =
      List.of(
          "pods \"POD\" is forbidden: User …",
          "namespaces \"NS\" is forbidden",
          // The recorder's own words, in the container, and a runtime's.
          "cannot record: no log or tool",
          "sh");

  @Test
  void isOneScreen() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    assertTrue(lines.size() <= 64, lines.size() + " lines");
    lines.stream()
        .filter(line -> !line.startsWith("|"))
        .forEach(line -> assertTrue(line.length() <= 120, line));
  }

  @Test
  void eachLineOfThePluginParses() throws IOException {
    List<String> commands =
        commands().stream().filter(line -> line.startsWith("kubectl guard ")).toList();
    assertEquals(
        List.of("grant", "grants", "revoke", "why"),
        commands.stream()
            .map(line -> List.of(line.split(" ", -1)).get(2))
            .distinct()
            .sorted()
            .toList());
    for (String command : commands) {
      String[] words = command.substring("kubectl guard ".length()).split(" ", -1);
      assertTrue(
          new CommandLine(new GuardCommand()).parseArgs(words).unmatched().isEmpty(), command);
    }
  }

  /// Whoever has no plugin types what the plugin would.
  @Test
  void theLineForThoseWithoutThePluginIsThePlugins() throws IOException {
    FakeKubectl kubectl = kubectl("*) echo; exit 1 ;;");
    String line =
        run(kubectl, List.of("why", "-n", "ns", "pod"))
            .lines()
            .getFirst()
            .replace(kubectl.program().toString(), "kubectl")
            .replace("/ns/", "/NS/")
            .replace("/pod/", "/POD/");
    assertTrue(commands().contains(line), line);
  }

  /// Whoever has no plugin takes away what the plugin would.
  @Test
  void theLineThatRevokesNamesEachAnnotation() throws IOException {
    String keys =
        Stream.of(Grant.Key.values())
            .map(key -> key.annotation().replaceFirst(".*-", ""))
            .collect(Collectors.joining(","));
    String line = "kubectl annotate namespace NS exec-guard.io/allow-interactive-{" + keys + "}-";
    assertTrue(commands().contains(line), line);
  }

  @Test
  void everyRefusalInItsTablesIsOneThatTheGuardSays() throws IOException {
    String said = literals();
    List<String> refusals =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf('|', 1)))
            .flatMap(cell -> CODE.matcher(cell).results())
            .map(code -> code.group(1))
            .filter(code -> !OF_OTHERS.contains(code))
            .toList();
    assertTrue(refusals.size() > 20, refusals.toString());
    for (String refusal : refusals) {
      for (String part : refusal.replace(Grant.TICKET, "…").split("…", -1)) {
        assertTrue(said.contains(part.strip()), part + " of " + refusal);
      }
    }
  }

  @Test
  void itsLinksLeadSomewhere() throws IOException {
    assertTrue(Files.readString(Path.of("README.md")).contains("(docs/on-call.md)"));
    Pattern.compile("\\]\\(([^)#]+)")
        .matcher(Files.readString(PAGE))
        .results()
        .map(link -> link.group(1))
        .forEach(
            link -> assertFalse(Files.notExists(PAGE.resolveSibling(link)), () -> "no " + link));
  }

  /// Lines of its blocks without their remarks, and what stands in a sentence.
  private static List<String> commands() throws IOException {
    String page = Files.readString(PAGE);
    List<String> commands = new ArrayList<>();
    Manual.page(PAGE.toString()).blocks().stream()
        .flatMap(block -> block.lines().stream())
        .map(line -> line.replaceFirst(" +# .*", "").strip())
        .forEach(commands::add);
    CODE.matcher(page)
        .results()
        .map(found -> found.group(1))
        .filter(code -> code.startsWith("kubectl guard "))
        .forEach(commands::add);
    return commands;
  }

  /// The texts in the guard's source, a line each; those that are put together with `+` are one.
  private static String literals() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/execguard/admission"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(OnCallPageTest::literals)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String literals(Path file) {
    try {
      String code = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
      return Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"")
          .matcher(code)
          .results()
          .map(literal -> literal.group(1))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
