package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetAddCommandTest {
  private static final String NEW =
      """
      - id: new
        name: production
        region: eu-central-1
        tokens: ["<b>"]
      """;
  private static final String FLOW =
      "{id: new, name: production, region: eu-central-1, tokens: [\"<b>\"]}";
  private static final String OLD = "{id: old, name: o, region: us-east-1, tokens: [<a>]}";

  @TempDir private Path directory;
  private FleetFolder folder = new FleetFolder(Path.of(""));

  @BeforeEach
  void makeFolder() {
    folder = new FleetFolder(directory);
  }

  @Test
  void theShippedFileKeepsItsExampleBelowTheFirstCluster() throws IOException {
    String shipped = Files.readString(Path.of("clusters.yaml"));
    assertTrue(shipped.contains("\nclusters: []\n"), "the shipped file has clusters by now");
    folder.with(shipped).add("new", "b").assertDone();
    assertEquals(shipped.replace("clusters: []\n", "clusters:\n" + NEW), folder.text());
  }

  /// `--read-pods false` was "an unmatched argument", and infra/register-cluster says it so.
  @Test
  void addsAClusterWhosePodsAreNotRead() {
    folder.with("clusters: []");
    folder.add("new", "b", "--read-pods", "false").assertDone();
    assertEquals("clusters:\n" + NEW + "  readPods: false", folder.text().stripTrailing());
  }

  static Stream<Arguments> placesTheClusterAtTheEnd() {
    return Stream.of(
        // Empty.
        Arguments.of("clusters: []", "clusters:\n" + NEW.strip()),
        Arguments.of("clusters: [ ]   # none\n", "clusters:   # none\n" + NEW),
        Arguments.of("clusters:\n# c\n", "clusters:\n" + NEW + "# c\n"),
        Arguments.of("clusters:", "clusters:\n" + NEW.strip()),
        Arguments.of("clusters:  # c\n\n# d", "clusters:  # c\n" + NEW + "\n# d"),
        Arguments.of("clusters: null # c\n", "clusters: # c\n" + NEW),
        Arguments.of("clusters:\n...\n", "clusters:\n" + NEW + "...\n"),
        Arguments.of("%YAML 1.2\n---\nclusters: []\n", "%YAML 1.2\n---\nclusters:\n" + NEW),
        Arguments.of("  clusters: []\n", "  clusters:\n" + NEW.indent(2)),
        Arguments.of("\"clusters\" :   []\n", "\"clusters\" :\n" + NEW),
        Arguments.of("clusters: [\n# none\n]\n", "clusters: [" + FLOW + "\n# none\n]\n"),
        Arguments.of("clusters:\n  null\n", "clusters:\n" + NEW),
        Arguments.of("clusters: # c\n  []\n", "clusters: # c\n  \n" + NEW),
        Arguments.of("{clusters: []}", "{clusters: [" + FLOW + "]}"),
        Arguments.of("{clusters: }", "{clusters: [" + FLOW + "] }"),
        Arguments.of("{\"clusters\": null} # c\n", "{\"clusters\": [" + FLOW + "]} # c\n"),
        // A block.
        Arguments.of(
            "clusters:\n- id: old\n  name: o\n  region: us-east-1\n  tokens: [<a>]\n",
            "clusters:\n- id: old\n  name: o\n  region: us-east-1\n  tokens: [<a>]\n" + NEW),
        Arguments.of(
            "clusters:\n  - tokens:\n    - <a>  # t\n    id: old\n    region: us-east-1\n    name: o # n",
            "clusters:\n  - tokens:\n    - <a>  # t\n    id: old\n    region: us-east-1\n    name: o # n\n"
                + NEW.indent(2).stripTrailing()),
        Arguments.of(
            "clusters:\n-\n  id: old\n  name: o\n  region: us-east-1\n  tokens:\n  - |-\n    <a>\n\n# c\n",
            "clusters:\n-\n  id: old\n  name: o\n  region: us-east-1\n  tokens:\n  - |-\n    <a>\n"
                + NEW
                + "\n# c\n"),
        Arguments.of(
            "clusters:\n- id: old\n  name: o\n  region: us-east-1\n  tokens: [<a>]\n  role:\n# c\n",
            "clusters:\n- id: old\n  name: o\n  region: us-east-1\n  tokens: [<a>]\n  role:\n"
                + NEW
                + "# c\n"),
        // Comments deeper than the dash are the last cluster's.
        Arguments.of(
            "clusters:\n- id: old\n  name: o\n  region: us-east-1\n  tokens:\n  - <a>\n  # - <c>\n # d\n# e\n  # f\n",
            "clusters:\n- id: old\n  name: o\n  region: us-east-1\n  tokens:\n  - <a>\n  # - <c>\n # d\n"
                + NEW
                + "# e\n  # f\n"),
        // Entries in a line each.
        Arguments.of(
            "clusters:\n- " + OLD + " # c\n# d\n",
            "clusters:\n- " + OLD + " # c\n- " + FLOW + "\n# d\n"),
        // Between brackets.
        Arguments.of(
            "clusters: [" + OLD + "] # c\n", "clusters: [" + OLD + ", " + FLOW + "] # c\n"),
        Arguments.of("clusters: [" + OLD + ",]", "clusters: [" + OLD + ", " + FLOW + "]"),
        Arguments.of(
            "clusters: [\n  " + OLD + " # c\n]\n",
            "clusters: [\n  " + OLD + ", # c\n  " + FLOW + "\n]\n"),
        Arguments.of(
            "clusters: [\n  " + OLD + ", # c\n  # d\n]\n",
            "clusters: [\n  " + OLD + ", # c\n  " + FLOW + ",\n  # d\n]\n"),
        Arguments.of(
            "{\"clusters\": [\n" + OLD + "\n]}",
            "{\"clusters\": [\n" + OLD + ",\n" + FLOW + "\n]}"),
        // Aliases elsewhere.
        Arguments.of(
            "clusters:\n- id: &a old\n  region: us-east-1\n  tokens: [<a>]\n  name: *a\n",
            "clusters:\n- id: &a old\n  region: us-east-1\n  tokens: [<a>]\n  name: *a\n" + NEW),
        // Characters of two units, and a byte order mark.
        Arguments.of(
            "\uFEFF# \uD83D\uDE80\uD83D\uDE80\nclusters: [] # \uD83D\uDE80\n",
            "\uFEFF# \uD83D\uDE80\uD83D\uDE80\nclusters: # \uD83D\uDE80\n" + NEW));
  }

  @ParameterizedTest
  @MethodSource
  void placesTheClusterAtTheEnd(String before, String after) {
    for (String lineBreak : List.of("\n", "\r\n", "\r")) {
      folder.with(before.replace("\n", lineBreak)).add("new", "b").assertDone();
      String expected = before.contains("\n") ? after.replace("\n", lineBreak) : after;
      assertEquals(expected, folder.text());
    }
  }

  @Test
  void writesTheRoleOfAnotherAccount() {
    folder
        .with("clusters: []\n")
        .add("new", "b", "--role", "arn:aws:iam::222222222222:role/r", "--external-id", "x:y/z")
        .assertDone();
    assertEquals(
        "clusters:\n"
            + NEW.replace(
                "  tokens",
                "  role: {arn: \"arn:aws:iam::222222222222:role/r\", externalId: \"x:y/z\"}\n"
                    + "  tokens"),
        folder.text());
    folder.add("next", "c", "--role", "arn:aws:iam::222222222222:role/r").assertDone();
    assertTrue(folder.text().contains("  role: {arn: \"arn:aws:iam::222222222222:role/r\"}\n"));
  }

  /// YAML takes them for numbers, flags and nothing.
  @ParameterizedTest
  @ValueSource(strings = {"1234", "0x1f", "1e3", "0o17", "true", "null", "no", "n", "1-2"})
  void quotesWhatWouldNotBeText(String id) {
    folder.with("clusters: []\n").add(id, "b").assertDone();
    assertTrue(folder.text().contains("- id: \"" + id + "\"\n"), folder.text());
  }

  @Test
  void saysWhatItDid() {
    CommandRun run = folder.with("clusters: []\n").add("new", "b");
    assertEquals("the cluster new is in " + folder.clusters() + " now", run.out().strip());
  }

  @Test
  void refusesAnIdThatIsThere() {
    String before = "clusters:\n# c\n- " + OLD + "\n";
    folder
        .with(before)
        .add("old", "b")
        .assertMistake(
            folder.clusters()
                + ":3: the cluster old is there already; each needs an id of its own");
    assertEquals(before, folder.text());
  }

  @Test
  void refusesATokenOfAnotherCluster() {
    folder
        .with("clusters:\n- " + OLD + "\n")
        .add("new", "a")
        .assertMistake(
            folder.clusters()
                + ":2: the token in "
                + folder.token("a")
                + " is the one of the cluster old; each needs its own");
  }

  /// A token of one letter was taken.
  @Test
  void refusesATokenThatCouldBeGuessed() throws IOException {
    Path token = Files.writeString(directory.resolve("short"), "0123456789abcdef0123456789abcde\n");
    folder
        .with("clusters: []\n")
        .run(arguments("new", token.toString()))
        .assertMistake(
            "the token in "
                + token
                + " is shorter than 32 characters; make one: openssl rand -hex 32");
  }

  @Test
  void refusesTheTokenOfTheDemonstration() throws IOException {
    Path token = directory.resolve("demonstration");
    Files.writeString(token, "demonstration-only-everyone-knows-this-token");
    folder
        .with("clusters: []\n")
        .run(arguments("new", token.toString()))
        .assertMistake(
            "the token in "
                + token
                + " is the one of the demonstration in events/, which everyone knows; make one of"
                + " its own: openssl rand -hex 32");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Prod     | p | eu-central-1 |     | the new cluster's id is not of lower-case letters, digits and '-', at most 63
          p        | - | eu-central-1 |     | the new cluster's name is no EKS cluster's: at most 100 letters, digits, '-' and '_'
          p        | p | Frankfurt    |     | the new cluster's region is no AWS region, like eu-central-1
          p        | p | eu-central-1 | me  | the new cluster's arn is no role's ARN, like arn:aws:iam::222222222222:role/exec-guard-reader
          """)
  void saysWhatIsWrong(String id, String name, String region, String role, String sentence) {
    folder.with("clusters: []\n");
    String[] required = {
      "add", id, "--name=" + name, "--region=" + region, "--token-file", folder.token("b")
    };
    String[] all =
        role == null
            ? required
            : Stream.concat(Stream.of(required), Stream.of("--role", role)).toArray(String[]::new);
    folder.run(all).assertMistake(sentence);
    assertEquals("clusters: []\n", folder.text());
  }

  @Test
  void anIdCannotBringMoreKeys() {
    folder
        .with("clusters: []\n")
        .add("a\nrole: {arn: x}", "b")
        .assertMistake(
            "the new cluster's id is not of lower-case letters, digits and '-', at most 63");
  }

  @Test
  void anExternalIdNeedsARole() {
    folder
        .with("clusters: []\n")
        .add("new", "b", "--external-id", "x")
        .assertMistake("--external-id belongs to a role: give --role");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clusters: &all []\n",
        "clusters: !!seq []\n",
        "clusters: &all\n- " + OLD + "\n",
        "clusters: !!seq [" + OLD + "]\n",
        "clusters: !!null\n",
        "clusters: &none\n"
      })
  void leavesAListWithAnAnchorOrATagToAHand(String before) {
    folder
        .with(before)
        .add("new", "b")
        .assertMistake(
            folder.clusters()
                + ":1: an anchor, an alias or a tag is in what would be edited; edit this by hand");
    assertEquals(before, folder.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                          | " is empty"
          "# clusters"                | " is empty"
          "clusters: {}"              | ":1: clusters is not a list"
          "clusters: none"            | ":1: clusters is not a list"
          "clusters: [null]"          | ":1: clusters[0] is not an object"
          "[]"                        | ":1: the file is not an object"
          "clusters: []\nothers:"     | ":2: the file has the unknown key others; it takes clusters"
          "clusters:\nclusters:"      | ":2: the key clusters stands here twice"
          "clusters: ["               | ":1: this is no YAML: expected the node content, but found '<stream end>'"
          "clusters: []\n---\n"       | " holds more than one document"
          "{}"                        | ":1: the file has no clusters"
          """)
  void editsNoFileThatTheBuildWouldRefuse(String before, String sentence) {
    CommandRun run = folder.with(before.replace("\\n", "\n")).add("new", "b");
    run.assertMistake(folder.clusters() + sentence);
    assertEquals(before.replace("\\n", "\n"), folder.text());
  }

  @Test
  void theTokenIsNowhere() throws IOException {
    String secret = "s3cret-0123456789abcdef0123456789abcdef";
    Path token = Files.writeString(directory.resolve("secret"), secret + "\r\n");
    CommandRun run = folder.with("clusters: []\n").run(arguments("new", token.toString()));
    run.assertDone();
    assertFalse(run.out().contains(secret), "the token was printed");
    assertFalse(folder.text().contains(secret), "the token was written");
  }

  private static String[] arguments(String id, String tokenFile) {
    return new String[] {
      "add", id, "--name", "p", "--region", "eu-central-1", "--token-file", tokenFile
    };
  }
}
