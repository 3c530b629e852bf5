package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.terminal.ExitCodes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What only reads the fleet, and how tokens are read.
class FleetCommandTest {
  private static final String FLEET =
      """
      clusters:
      - {id: prod-eu, name: production, region: eu-central-1, tokens: [<a>, <b>]}
      - id: shop
        name: shop
        region: us-east-1
        role: {arn: "arn:aws:iam::222222222222:role/team/reader"}
        tokens: [<c>]
      - {id: old, name: old, region: us-east-1, tokens: [<d>], readPods: false}
      """;

  @TempDir private Path directory;
  private FleetFolder folder = new FleetFolder(Path.of(""));

  @BeforeEach
  void writeFleet() {
    folder = new FleetFolder(directory).with(FLEET);
  }

  @Test
  void listsTheClusters() {
    CommandRun run = folder.run("list");
    run.assertDone();
    assertEquals(
        """
        ID       NAME        REGION        ROLE                                        TOKENS  PODS
        prod-eu  production  eu-central-1  -                                           2       read
        shop     shop        us-east-1     arn:aws:iam::222222222222:role/team/reader  1       read
        old      old         us-east-1     -                                           1       not-read
        """
            .lines()
            .toList(),
        run.lines());
  }

  /// Scripts took the table apart by its blanks.
  @Test
  void listsTheClustersForAProgram() {
    CommandRun run = folder.run("list", "--output", "json");
    run.assertDone();
    assertEquals(
        """
        {"id":"prod-eu","name":"production","region":"eu-central-1","tokens":2,"readPods":true}
        {"id":"shop","name":"shop","region":"us-east-1","role":"arn:aws:iam::222222222222:role/team/reader","tokens":1,"readPods":true}
        {"id":"old","name":"old","region":"us-east-1","tokens":1,"readPods":false}
        """
            .lines()
            .toList(),
        run.lines());
  }

  @ParameterizedTest
  @CsvSource({
    "prod-eu, production;eu-central-1;;read",
    "shop, shop;us-east-1;arn:aws:iam::222222222222:role/team/reader;read",
    "old, old;us-east-1;;not-read"
  })
  void showsAClusterToAShellScriptALineAValue(String id, String values) {
    CommandRun run = folder.run("show", id);
    run.assertDone();
    assertEquals(List.of(values.split(";", -1)), run.lines());
  }

  @Test
  void aClusterThatIsNotThereIsNoMistakeOfTheFile() {
    CommandRun run = folder.run("show", "other");
    assertEquals(ExitCodes.MISSED, run.code());
    assertTrue(run.out().startsWith("the cluster other is not in "), run.out());
    folder.with("clusters: nowhere");
    assertEquals(ExitCodes.MISTAKE, folder.run("show", "other").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"clusters: []", "clusters:"})
  void anEmptyFleetIsAHeadAndEmptyLists(String fleet) {
    folder.with(fleet);
    assertEquals(List.of("ID  NAME  REGION  ROLE  TOKENS  PODS"), folder.run("list").lines());
    assertEquals(
        List.of("ClusterArns=", "ReaderRoleArns="),
        folder.run("parameters", "--account", "111122223333").lines());
  }

  @Test
  void tellsTheParametersOfTheTemplate() {
    folder.with(
        FLEET
            + "- {id: a, name: a, region: us-east-1, role: {arn: 'arn:aws:iam::111111111111:role/a'},"
            + " tokens: ['sha256:%064x']}\n".formatted(1)
            + "- {id: b, name: b, region: us-east-1, role: {arn: 'arn:aws:iam::222222222222:role/team/reader'},"
            + " tokens: ['sha256:%064x']}\n".formatted(2)
            + "- {id: again, name: old, region: us-east-1, tokens: ['sha256:%064x']}\n"
                .formatted(3));
    CommandRun run = folder.run("parameters", "--account", "111122223333");
    run.assertDone();
    assertEquals(
        List.of(
            "ClusterArns=arn:aws:eks:eu-central-1:111122223333:cluster/production,"
                + "arn:aws:eks:us-east-1:111122223333:cluster/old",
            "ReaderRoleArns=arn:aws:iam::222222222222:role/team/reader,"
                + "arn:aws:iam::111111111111:role/a"),
        run.lines());
  }

  /// A checkout without another's rotation deployed the old token, and every call was answered 401.
  @Test
  void theDigestChangesWithTheTokensAndNotWithTheirOrder() {
    String one = "clusters: [{id: a, name: a, region: us-east-1, tokens: [<a>, <b>]}]";
    List<String> before = folder.with(one).run("digests").lines();
    assertTrue(before.getFirst().matches("a:[0-9a-f]{12}"), before.toString());
    folder.with(one.replace("<a>, <b>", "<b>, <a>"));
    assertEquals(before, folder.run("digests").lines());
    folder.with(one.replace("<a>, <b>", "<a>"));
    assertNotEquals(before, folder.run("digests").lines());
  }

  @Test
  void thePartitionCanBeNamed() {
    folder.with("clusters: [{id: a, name: a, region: cn-north-1, tokens: [<a>]}]");
    assertEquals(
        "ClusterArns=arn:aws-cn:eks:cn-north-1:111122223333:cluster/a",
        folder
            .run("parameters", "--account", "111122223333", "--partition", "aws-cn")
            .lines()
            .getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --account=1                                 | --account 1 is no AWS account: 12 digits, like 111122223333
          --account=11112222333x                      | --account 11112222333x is no AWS account: 12 digits, like 111122223333
          --account=111122223333 --partition=AWS      | --partition AWS is no AWS partition, like aws or aws-us-gov
          --partition=aws                             | missing required option: '--account=ID'. See exec-guard fleet parameters --help
          """)
  void saysWhatIsWrongWithTheAccount(String arguments, String sentence) {
    folder.run(("parameters " + arguments).split(" ", -1)).assertMistake(sentence);
  }

  /// IAM's names may have commas, and CloudFormation would see two roles.
  @Test
  void refusesARoleThatTheParameterWouldCut() {
    folder.with(FLEET.replace("team/reader", "team,reader"));
    folder
        .run("parameters", "--account", "111122223333")
        .assertMistake(
            folder.clusters()
                + ":3: the role of the cluster shop has a comma in its name, where the parameter's"
                + " list would be cut; it takes a role without one");
  }

  @ParameterizedTest
  @CsvSource({"prod-eu, a", "prod-eu, b", "shop, c"})
  void knowsEachTokenOfACluster(String id, String token) {
    CommandRun run = folder.run("knows", id, "--token-file", folder.token(token));
    run.assertDone();
    assertEquals("", run.out());
  }

  @Test
  void saysThatATokenIsAnotherClusters() {
    CommandRun run = folder.run("knows", "prod-eu", "--token-file", folder.token("c"));
    assertEquals(ExitCodes.MISSED, run.code());
    assertEquals(
        List.of(
            "the token in "
                + folder.token("c")
                + " is none of the cluster prod-eu in "
                + folder.clusters()
                + ". Its hash is "
                + FleetFolder.hashed("<c>")),
        run.lines());
  }

  @Test
  void saysThatAClusterIsUnknown() {
    CommandRun run = folder.run("knows", "prod\n", "--token-file", folder.token("a"));
    assertEquals(ExitCodes.MISSED, run.code());
    assertEquals(
        List.of("the cluster prod is not in " + folder.clusters() + "; known: prod-eu, shop, old"),
        run.lines());
  }

  @Test
  void readsATokenFromStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(("b".repeat(32) + "\n").getBytes(StandardCharsets.UTF_8)));
      folder.run("knows", "prod-eu", "--token-file", "-").assertDone();
      folder
          .run("knows", "prod-eu", "--token-file", "-")
          .assertMistake(
              "standard input holds no token: one line of letters, digits and -._~, as openssl"
                  + " rand -hex 32 makes it");
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "two words", "two\nlines", "s/ash", "a\0", "\uFEFFa"})
  void neverShowsWhatIsNoToken(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), content);
    folder
        .run("knows", "prod-eu", "--token-file", file.toString())
        .assertMistake(
            file
                + " holds no token: one line of letters, digits and -._~, as openssl rand -hex 32"
                + " makes it");
  }

  @Test
  void refusesATokenWithoutAnEnd() {
    folder
        .run("knows", "prod-eu", "--token-file", "/dev/zero")
        .assertMistake("/dev/zero is larger than 64 MB");
  }

  /// "There is no file TOKEN", said the message to a terminal or to the log of a pipeline.
  @Test
  void aTokenInThePlaceOfItsFileIsNotRepeated() {
    String token = "0123456789abcdef".repeat(4);
    CommandRun run = folder.run("knows", "prod-eu", "--token-file", token);
    assertEquals(ExitCodes.MISTAKE, run.code());
    assertFalse(run.err().contains(token), "a token belongs into no terminal");
  }
}
