package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.testing.Manual;
import io.execguard.testing.Template;
import io.execguard.tool.plugin.GuardCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What stands in the manual's blocks can be pasted. Who runs a block follows from its mark;
/// `.ci/check-manual` runs those on this machine, this test those that need AWS.
final class ManualCommandsTest {
  private static final String FOLDER = "src/test/java/io/execguard/";

  /// The mark behind `sh`, and who runs the block.
  private static final Map<String, String> RUNNERS =
      Map.of(
          "here", ".ci/check-manual",
          "control-plane", ".ci/check-manual",
          "ci", ".ci/run",
          "aws", FOLDER + "tool/ManualCommandsTest.java",
          "cluster", FOLDER + "cluster/LastResortClusterIT.java",
          "kind", FOLDER + "cluster/GatewayApplyClusterIT.java",
          "plugin", FOLDER + "cluster/GuardPluginClusterIT.java",
          "recorder", FOLDER + "cluster/TerminalRecorderIT.java");

  /// Bytes of a template that CloudFormation takes in the call itself: "Templates with a size
  /// greater than 51,200 bytes must be deployed via an S3 Bucket".
  private static final int LARGEST_WITHOUT_A_BUCKET = 51_200;

  private static final Set<String> TEXTS = Set.of("yaml");
  private static final Pattern TOOL = Pattern.compile("\\./exec-guard ([^|&;)#>\n]*)");
  private static final Pattern PLUGIN = Pattern.compile("(?:^|\\s)kubectl guard ([^|&;)#>\n]*)");
  private static final Pattern SCRIPT = Pattern.compile("(?m)^infra/[^#|&;>\n]*");
  private static final Pattern SAM = Pattern.compile("(?m)^sam deploy ([^#|&;>\n]*)");

  /// What this test runs, `.ci/check-manual --aws` (aws) and `DeploymentIT` (sam delete).
  private static final Pattern OF_AWS =
      Pattern.compile("(?:\\./exec-guard|infra/|sam deploy|sam delete|aws|export EXEC_GUARD_) ?.*");

  @TempDir private Path directory;

  record Stands(Manual page, Manual.Block block) {
    String commands() {
      return String.join("\n", block.lines()).replaceAll("\\\\\n *", "");
    }

    @Override
    public String toString() {
      return page + ":" + block.line();
    }
  }

  static List<Stands> blocks() {
    return Manual.pages().stream()
        .flatMap(page -> page.blocks().stream().map(block -> new Stands(page, block)))
        .toList();
  }

  static List<Stands> commands() {
    return blocks().stream().filter(block -> block.block().info().startsWith("sh")).toList();
  }

  static List<Stands> ofAws() {
    return blocks().stream().filter(block -> block.block().info().equals("sh aws")).toList();
  }

  /// A block that nobody runs goes stale without a word.
  @ParameterizedTest
  @MethodSource("blocks")
  void eachBlockSaysWhoRunsIt(Stands stands) {
    String info = stands.block().info();
    assertTrue(
        TEXTS.contains(info) || RUNNERS.containsKey(info.replaceFirst("^sh ", "")),
        stands + ": " + info);
  }

  @Test
  void eachMarkIsUsedExplainedAndHasItsRunner() {
    assertEquals(
        new TreeSet<>(RUNNERS.keySet()),
        commands().stream()
            .map(stands -> stands.block().info().replaceFirst("^sh ", ""))
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(
        new TreeSet<>(RUNNERS.keySet()),
        new TreeSet<>(Manual.page("CONTRIBUTING.md").table("mark").words(0)));
    RUNNERS.values().forEach(runner -> assertTrue(Files.exists(Path.of(runner)), runner));
  }

  @Test
  void ciRunsTheBlocksThatSaySo() throws IOException {
    String run = Files.readString(Path.of(".ci/run"));
    List<String> lines =
        commands().stream()
            .filter(stands -> stands.block().info().equals("sh ci"))
            .flatMap(stands -> stands.block().lines().stream())
            .distinct()
            .toList();
    assertTrue(lines.contains("mvn verify"), lines.toString());
    lines.forEach(line -> assertTrue(run.contains(line + "\" "), line));
    assertTrue(run.contains("/.ci/check-manual\" --control-plane --aws\n"));
  }

  /// Of a line that is run elsewhere on a machine of its own, too, each word is one of today's.
  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandOfTheToolParses(Stands stands) {
    for (String words : found(TOOL, stands.commands())) {
      ExecGuard.commandLine().parseArgs(words.split(" +", -1));
    }
    for (String words : found(PLUGIN, stands.commands())) {
      new CommandLine(new GuardCommand()).parseArgs(words.split(" +", -1));
    }
  }

  @Test
  void findsTheCommandsOfTheTool() {
    assertTrue(
        commands().stream().mapToInt(block -> found(TOOL, block.commands()).size()).sum() > 20);
    assertTrue(
        commands().stream().mapToInt(block -> found(PLUGIN, block.commands()).size()).sum() >= 4);
    assertTrue(
        ofAws().stream().flatMap(block -> found(SCRIPT, block.commands()).stream()).count() >= 6);
  }

  /// Lines of `aws` and of `sam delete` stood in blocks that a test looked through for others.
  @ParameterizedTest
  @MethodSource("ofAws")
  void eachLineForAwsIsOneThatSomebodyRuns(Stands stands) {
    assertEquals(
        List.of(),
        stands.commands().lines().filter(line -> !OF_AWS.matcher(line).matches()).toList());
  }

  /// On a machine where AWS is played, for a site whose fleet has the cluster already.
  @ParameterizedTest
  @MethodSource("ofAws")
  void eachScriptRunsDry(Stands stands) throws Exception {
    Path site = directory.resolve("site");
    CommandRun.of("init", site.toString()).assertDone();
    Path token = Files.writeString(directory.resolve("token"), "t".repeat(43));
    CommandRun added =
        CommandRun.of(
            List.of(
                ("fleet add prod-eu --name production --region eu-central-1 --token-file %s"
                        + " --clusters %s")
                    .formatted(token, site.resolve("clusters.yaml"))
                    .split(" ", -1)));
    assertEquals(0, added.code(), added.toString());
    try (Scripts scripts = new Scripts(Files.createDirectory(directory.resolve("machine")))) {
      for (String line : found(SCRIPT, stands.commands())) {
        List<String> words = new ArrayList<>(List.of(line.strip().split(" +", -1)));
        words.addAll(List.of("--dry-run", "--site", site.toString()));
        CommandRun run = scripts.run(words);
        assertEquals(0, run.code(), line + ": " + run);
        assertTrue(run.out().contains("a dry run, and nothing was changed"), run.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofAws")
  void eachDeploymentGivesWhatItsTemplateAsksFor(Stands stands) throws IOException {
    for (String line : found(SAM, stands.commands())) {
      String template = line.replaceFirst(".*--template ", "").replaceFirst(" .*", "");
      // What sam refused: a larger template goes by a bucket.
      assertTrue(
          Files.size(Path.of(template)) <= LARGEST_WITHOUT_A_BUCKET
              || line.contains(" --resolve-s3"),
          line);
      Cursor parameters = Template.of(template).tree().required("Parameters");
      List<String> given =
          Stream.of(line.split(" +", -1))
              .filter(word -> word.matches("[A-Za-z]+=.+"))
              .map(word -> word.replaceFirst("=.*", ""))
              .toList();
      assertTrue(parameters.names().containsAll(given), line);
      assertTrue(
          parameters.names().stream()
              .filter(name -> !parameters.required(name).names().contains("Default"))
              .allMatch(given::contains),
          line);
    }
  }

  private static List<String> found(Pattern pattern, String commands) {
    return pattern
        .matcher(commands)
        .results()
        .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
        .map(String::strip)
        .toList();
  }
}
