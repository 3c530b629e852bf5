package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.CommandRun;
import io.execguard.tool.files.ConfigurationFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetRemoveCommandTest {
  private static final String X = "{id: x, name: p, region: eu-central-1, tokens: [<a>]}";
  private static final String Y = "{id: y, name: p, region: us-east-1, tokens: [<b>]}";

  @TempDir private Path directory;
  private FleetFolder folder = new FleetFolder(Path.of(""));

  @BeforeEach
  void makeFolder() {
    folder = new FleetFolder(directory);
  }

  /// `X` and `Y` are entries in one line, `~` is a line's end.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          clusters:~# 1~- X # 2~# 3~- Y # 4~# 5~       | x | clusters:~# 1~# 3~- Y # 4~# 5~
          clusters:~# 1~- X # 2~# 3~- Y # 4~# 5~       | y | clusters:~# 1~- X # 2~# 3~# 5~
          clusters:~- X~- Y                            | y | clusters:~- X~
          clusters:~~  # 1~  -~    X~~  # 2~  - Y~     | x | clusters:~~  # 1~~  # 2~  - Y~
          clusters: # 1~- X # 2~# 3~                   | x | clusters: [] # 1~# 3~
          clusters:~- X                                | x | clusters: []~
          ? clusters~:~- X~...~                        | x | ? clusters~: []~...~
          clusters: [X, Y] # 1                         | x | clusters: [Y] # 1
          clusters: [X, Y] # 1                         | y | clusters: [X] # 1
          clusters: [X,Y,] # 1                         | y | clusters: [X,] # 1
          clusters: [X,Y] # 1                          | x | clusters: [Y] # 1
          clusters: [ X ] # 1                          | x | clusters: [  ] # 1
          clusters: [X,]                               | x | clusters: []
          clusters: [~  # 1~  X, # 2~  # 3~  Y # 4~]~  | x | clusters: [~  # 1~  # 3~  Y # 4~]~
          clusters: [~  # 1~  X, # 2~  # 3~  Y # 4~]~  | y | clusters: [~  # 1~  X # 2~  # 3~]~
          clusters: [~  X~  , Y~]                      | y | clusters: [~  X~  ~]
          {"clusters": [X, Y]}                         | x | {"clusters": [Y]}
          """)
  void takesTheEntryOutAndNothingElse(String before, String id, String after) {
    for (String end : List.of("\n", "\r\n", "\r")) {
      folder.with(text(before).replace("\n", end)).remove(id).assertDone();
      assertEquals(text(after).replace("\n", end), folder.text());
    }
  }

  private static String text(String written) {
    return written.replace("X", X).replace("Y", Y).replace("~", "\n");
  }

  @Test
  void takesAllLinesOfABlockOut() {
    String before =
        """
        clusters:
        # Europe
        - id: x # 1
          name: p
          # 2
          region: eu-central-1

          tokens: # 3
          - "<a>"
          # 4
          - <c> # 5
          # 6

        # America
        - id: y
          name: p # 7
          region: us-east-1
          tokens: [<b>]
        """;
    folder.with(before).remove("x").assertDone();
    assertEquals(
        """
        clusters:
        # Europe
          # 6

        # America
        - id: y
          name: p # 7
          region: us-east-1
          tokens: [<b>]
        """,
        folder.text());
    folder.remove("y").assertDone();
    assertEquals("clusters: []\n# Europe\n  # 6\n\n# America\n", folder.text());
  }

  @Test
  void whatIsAddedCanBeTakenOutAgain() {
    String before = "clusters: # 1\n- " + X + " # 2\n# 3";
    folder.with(before).add("y", "b").assertDone();
    folder.remove("y").assertDone();
    assertEquals(before, folder.text());
    folder.remove("x").assertDone();
    folder.add("x", "a").assertDone();
    folder.add("y", "b").assertDone();
    assertEquals(2, ConfigurationFiles.fleet(folder.clusters()).clusters().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"clusters: []", "clusters:", "clusters: [Y]"})
  void aClusterThatIsNotThereIsNoMistake(String fleet) {
    folder.with(text(fleet));
    CommandRun run = folder.remove("x");
    run.assertDone();
    assertEquals(
        "in "
            + folder.clusters()
            + " the cluster x is not there"
            + (fleet.contains("Y") ? "; known: y" : "; no cluster is"),
        run.out().strip());
    assertEquals(text(fleet), folder.text());
  }

  @Test
  void saysWhatItDid() {
    CommandRun run = folder.with(text("clusters: [X]")).remove("x");
    assertEquals("the cluster x is no longer in " + folder.clusters(), run.out().strip());
  }

  @Test
  void keepsAClusterThatThePolicyNames() {
    Path policy =
        folder.policy(
            """
            constraints:
            - name: one
              match: {clusters: [y]}
            - name: two
              match:
                clusters:
                - y
                - x
            - name: three
            - {name: four, match: {clusters: [x]}}
            """);
    folder
        .with(text("clusters: [X, Y]"))
        .run("remove", "x", "--policy", policy.toString())
        .assertMistake(
            policy
                + ":8: the constraint two names the cluster x, which has to stay for it; take it"
                + " out here first",
            policy
                + ":10: the constraint four names the cluster x, which has to stay for it; take it"
                + " out here first");
    assertEquals(text("clusters: [X, Y]"), folder.text());
  }

  @Test
  void aConstraintForEveryClusterNamesNone() {
    Path policy = folder.policy("constraints: [{name: one, match: {clusters: ['*']}}]");
    folder
        .with(text("clusters: [X, Y]"))
        .run("remove", "x", "--policy", policy.toString())
        .assertDone();
  }

  @Test
  void aPolicyThatCannotBeReadKeepsTheCluster() {
    Path policy = directory.resolve("nowhere.yaml");
    folder
        .with(text("clusters: [X, Y]"))
        .run("remove", "x", "--policy", policy.toString())
        .assertMistake("there is no file " + policy);
    assertEquals(text("clusters: [X, Y]"), folder.text());
  }

  /// Without the anchor, the alias in another entry would mean nothing.
  @ParameterizedTest
  @ValueSource(strings = {"x", "y"})
  void leavesAnEntryWithAnAnchorOrAnAliasToAHand(String id) {
    String before =
        text("clusters:\n- X\n- Y\n")
            .replace("region: eu-central-1", "region: &r eu-central-1")
            .replace("region: us-east-1", "region: *r");
    folder.with(before);
    folder
        .remove(id)
        .assertMistake(
            folder.clusters()
                + (id.equals("x") ? ":2" : ":3")
                + ": an anchor, an alias or a tag is in what would be edited; edit this by hand");
    assertEquals(before, folder.text());
  }

  /// The comment that stays would become text of the scalar above.
  @Test
  void writesNothingWhereACommentWouldBecomeText() {
    String before =
        text(
            "clusters:\n- tokens: [<a>]\n  region: us-east-1\n  id: x\n  name: |-\n    p\n- Y\n     # 1\n");
    folder.with(before);
    folder
        .remove("y")
        .assertMistake(
            "the edit of "
                + folder.clusters()
                + " would not come to what is meant ("
                + folder.clusters()
                + ":2: clusters[0] name is no EKS cluster's: at most 100 letters, digits, '-' and"
                + " '_'); nothing is written, edit it by hand");
    assertEquals(before, folder.text());
  }
}
