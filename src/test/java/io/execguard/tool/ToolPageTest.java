package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Manual;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// `docs/tool.md` has each command and each option that there is, and no other.
final class ToolPageTest {
  private static final Manual PAGE = Manual.page("docs/tool.md");

  /// Every command has them, so that they stand once.
  private static final String EVERYWHERE = "every command";

  /// Of a cell: `ManualTest`.
  private static final int WIDEST = 120;

  @Test
  void eachCommandIsInTheTableOfCommands() {
    Set<String> said =
        PAGE.table("command").words(0).stream()
            .map(cell -> cell.replaceFirst(" [A-Z\\[{].*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known =
        HelpTest.commands()
            .map(ToolPageTest::words)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(known, said);
  }

  /// The message has the rows that are right.
  @Test
  void eachOptionIsInTheTableOfOptions() {
    Map<String, Set<String>> known = new TreeMap<>();
    HelpTest.commands()
        .forEach(
            command -> {
              Set<String> options = options(command);
              if (!options.isEmpty()) {
                known.put(words(command), options);
              }
            });
    known.put(EVERYWHERE, everywhere());
    assertTrue(known.size() > 20, known.toString());
    assertEquals(lines(known), lines(table("options of")));
  }

  /// What a script's `--help` names is what it takes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy",
        "doctor",
        "export-evidence",
        "register-cluster",
        "remove-cluster",
        "rotate-token"
      })
  void eachOptionOfAScriptIsInItsTable(String script) throws Exception {
    Process process = new ProcessBuilder("infra/" + script, "--help").start();
    String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), help);
    Set<String> known =
        Pattern.compile("(?<=[\\s\\[])--[a-z][a-z-]+")
            .matcher(help)
            .results()
            .map(option -> option.group())
            .filter(option -> !option.equals("--guided"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(String.join(" ", known), String.join(" ", table("script").get("infra/" + script)));
  }

  private static Map<String, Set<String>> table(String first) {
    Map<String, Set<String>> table = new TreeMap<>();
    PAGE.table(first)
        .rows()
        .forEach(
            row ->
                table
                    .computeIfAbsent(row.getFirst().replace("`", ""), _ -> new TreeSet<>())
                    .addAll(Manual.codes(row.get(1)).toList()));
    return table;
  }

  private static Set<String> options(CommandLine command) {
    Set<String> options = names(command);
    options.removeAll(everywhere());
    return options;
  }

  private static Set<String> everywhere() {
    Set<String> options = names(ExecGuard.commandLine());
    HelpTest.commands().forEach(command -> options.retainAll(names(command)));
    return options;
  }

  private static Set<String> names(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(CommandLine command) {
    return command.getCommandSpec().qualifiedName(" ").replaceFirst("exec-guard ?", "");
  }

  private static String lines(Map<String, Set<String>> table) {
    List<String> lines = new ArrayList<>();
    table.forEach(
        (command, options) -> {
          String cell = "";
          for (String option : options) {
            String next = cell.isEmpty() ? "`" + option + "`" : cell + ", `" + option + "`";
            if (next.length() > WIDEST) {
              lines.add("| `%s` | %s |".formatted(command, cell));
              next = "`" + option + "`";
            }
            cell = next;
          }
          lines.add("| `%s` | %s |".formatted(command, cell));
        });
    return String.join("\n", lines);
  }
}
