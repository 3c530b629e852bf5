package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.testing.Function;
import io.execguard.testing.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `docs/policy.md` has each key of the policy file, with an example that the build takes, and with
/// its default.
final class PolicyPageTest {
  private static final Manual PAGE = Manual.page("docs/policy.md");

  @TempDir private Path folder;

  @Test
  void thePolicyWithEverythingInItIsOne() throws IOException {
    List<String> shown =
        PAGE.blocks().stream()
            .filter(block -> block.info().equals("yaml"))
            .findFirst()
            .orElseThrow()
            .lines();
    assertTaken(String.join("\n", shown) + "\n");
    Cursor properties = schema("$defs.constraint.properties");
    for (String key : properties.names()) {
      assertEquals(
          1, shown.stream().filter(line -> line.matches("[ -] " + key + ":.*")).count(), key);
    }
  }

  /// A key that an object of the schema has, in the table of that object; and a policy in which its
  /// example stands for KEY.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "key | properties | {constraints: [], KEY}",
        "key of `record` | properties.record.properties | {constraints: [], record: {KEY}}",
        "key of a constraint | $defs.constraint.properties | {constraints: [{name: a, KEY}]}",
        "key of `match` | $defs.match.properties | {constraints: [{name: a, match: {KEY}}]}",
        "key of `exempt` | $defs.exempt.properties |"
            + " {constraints: [{name: a, exempt: {groups: [sre], KEY}}]}",
        "key of `breakGlass` | $defs.breakGlass.properties |"
            + " {constraints: [{name: a, breakGlass: {maxDuration: 1h, KEY}}]}",
      })
  void eachKeyHasARowWithAnExampleThatTheBuildTakes(String header, String place, String policy)
      throws IOException {
    Manual.Table table = PAGE.table(header);
    assertEquals(List.of(header, "example", "default", "says"), table.header());
    assertEquals(new TreeSet<>(schema(place).names()), new TreeSet<>(table.words(0)));
    for (List<String> row : table.rows()) {
      String key = row.getFirst().replace("`", "");
      String example = row.get(1).replace("`", "");
      assertTaken(
          policy
              // What the policy has anyway, and the row says: once.
              .replaceFirst(key + ": (\\[[a-z]*]|[a-z0-9]+), ", "")
              .replace("KEY", key + ": " + (key.equals("constraints") ? "[]" : example)));
    }
  }

  @Test
  void eachKeyOfASelectorHasARow() {
    List<String> keys = new ArrayList<>(schema("$defs.labelSelector.properties").names());
    keys.addAll(schema("$defs.labelSelector.properties.matchExpressions.items.properties").names());
    assertEquals(new TreeSet<>(keys), new TreeSet<>(PAGE.table("key of a selector").words(0)));
  }

  /// What a key is without being said stands in the schema's words, too.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$defs.constraint.properties.enforcementAction | Default: deny. | key of a constraint | `deny`",
        "$defs.breakGlass.properties.secondPerson | Default: false. | key of `breakGlass` | `false`",
        "$defs.breakGlass.properties.recorded | Default: false. | key of `breakGlass` | `false`",
        "$defs.exempt.properties.recorded | Default: false. | key of `exempt` | `false`",
        "$defs.match.properties.sessions | Default: all but portForward. | key of `match`"
            + " | all but `portForward`",
      })
  void eachDefaultThatTheSchemaSaysIsTheTables(
      String place, String said, String header, String shown) {
    String text = schema(place).text("description");
    assertEquals(said, text.substring(text.indexOf("Default:")));
    String key = place.substring(place.lastIndexOf('.') + 1);
    assertEquals(
        shown,
        PAGE.table(header).rows().stream()
            .filter(row -> row.getFirst().equals("`" + key + "`"))
            .findFirst()
            .orElseThrow()
            .get(2));
  }

  private void assertTaken(String policy) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), policy);
    Path clusters =
        Files.writeString(
            folder.resolve("clusters.yaml"),
            "clusters: [{id: prod-eu, name: production, region: eu-central-1, tokens: [\"sha256:%s\"]}]"
                .formatted("a".repeat(64)));
    CommandRun run =
        CommandRun.of("check", "--policy", file.toString(), "--clusters", clusters.toString());
    assertEquals(0, run.code(), policy + ": " + run);
  }

  private static Cursor schema(String place) {
    try {
      Cursor found = Function.tree(Files.readString(Path.of("schemas/policy.schema.json")));
      for (String step : place.split("\\.", -1)) {
        found = found.required(step);
      }
      return found;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
