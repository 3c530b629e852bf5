package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTokensCommandTest {
  private static final String OTHER =
      "- {id: other, name: o, region: us-east-1, tokens: ['<d>']} # o\n";

  @TempDir private Path directory;
  private FleetFolder folder = new FleetFolder(Path.of(""));

  @BeforeEach
  void makeFolder() {
    folder = new FleetFolder(directory);
  }

  /// Tokens as YAML, `~` for a line's end.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tokens: ["<a>"] # c                  | a b | tokens: ["<a>", "<b>"] # c
          tokens: ["<a>", "<b>"] # c           | b   | tokens: ["<b>"] # c
          tokens: ["<a>", "<b>"] # c           | a   | tokens: ["<a>"] # c
          tokens: ["<a>"] # c                  | b   | tokens: ["<b>"] # c
          tokens: [<a>,<b>,] # c               | b   | tokens: [<b>,] # c
          tokens: [<a>,<b>,] # c               | a   | tokens: [<a>,] # c
          tokens: [<a>, ]                      | a b | tokens: [<a>, "<b>" ]
          tokens: ['<a>', <b>]                 | b c | tokens: ["<c>", <b>]
          tokens: ['<a>', <b>]                 | c   | tokens: ["<c>"]
          tokens: [<a>]                        | b c | tokens: ["<b>", "<c>"]
          tokens: [ # c~    <a> # d~  ]        | a b | tokens: [ # c~    <a>, # d~    "<b>"~  ]
          tokens: [ # c~    <a>, # d~  ]       | a b | tokens: [ # c~    <a>, # d~    "<b>",~  ]
          tokens: [ # c~    <a>, # d~ <b> # e~ ] | b | tokens: [ # c~ <b> # e~ ]
          tokens: [ # c~    <a>, # d~ <b> # e~ ] | a | tokens: [ # c~    <a> # d~ ]
          tokens:~  - <a> # c                  | a b | tokens:~  - <a> # c~  - "<b>"
          tokens: # t~  - <a> # c~  - '<b>'    | b   | tokens: # t~  - '<b>'
          tokens: # t~  - <a> # c~  - '<b>'    | a   | tokens: # t~  - <a> # c
          tokens:~    - <a>~    # c            | b   | tokens:~    - "<b>"~    # c
          tokens:~    - <a>~    # c            | a b | tokens:~    - <a>~    - "<b>"~    # c
          tokens:~  # c~  -~    <a>~  # d~  - >-~    <b> | a | tokens:~  # c~  -~    <a>~  # d
          tokens:~  # c~  -~    <a>~  # d~  - >-~    <b> | b | tokens:~  # c~  # d~  - >-~    <b>
          tokens:~  - >-~    <a>               | b   | tokens:~  - "<b>"
          """)
  void changesTheTokensAndNothingElse(String before, String tokens, String after) {
    for (String end : List.of("\n", "\r\n", "\r")) {
      folder
          .with(entry(before).replace("\n", end))
          .tokens("prod", tokens.split(" ", -1))
          .assertDone();
      assertEquals(entry(after).replace("\n", end), folder.text());
    }
  }

  private static String entry(String tokens) {
    String lines = tokens.replace("~", "\n");
    return "# top\nclusters:\n"
        + OTHER
        + "- id: prod # \uD83D\uDE80\n  "
        + lines
        + "\n  name: p\n  region: eu-central-1\n# end";
  }

  @Test
  void changesTokensInAnEntryOfOneLine() {
    folder
        .with("clusters: [{id: prod, tokens: [<a>], name: p, region: eu-central-1}]")
        .tokens("prod", "a", "b")
        .assertDone();
    assertEquals(
        "clusters: [{id: prod, tokens: [<a>, \"<b>\"], name: p, region: eu-central-1}]",
        folder.text());
  }

  @Test
  void saysHowManyThereAreNow() {
    folder.with(entry("tokens: [<a>]"));
    assertEquals(
        List.of("the cluster prod has two tokens in " + folder.clusters() + " now"),
        folder.tokens("prod", "a", "b").lines());
    assertEquals(
        List.of("the cluster prod has one token in " + folder.clusters() + " now"),
        folder.tokens("prod", "b").lines());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "b a"})
  void leavesTheFileUntouchedWhereNothingChanges(String tokens) throws IOException {
    String before = entry("tokens: [<a>, <b>]");
    folder.with(before);
    FileTime longAgo = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(folder.clusters(), longAgo);
    Object key = Files.getAttribute(folder.clusters(), "unix:ino");

    CommandRun run = folder.tokens("prod", tokens.split(" ", -1));

    run.assertDone();
    assertEquals("", run.out());
    assertEquals(before, folder.text());
    assertEquals(longAgo, Files.getLastModifiedTime(folder.clusters()));
    assertEquals(key, Files.getAttribute(folder.clusters(), "unix:ino"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens: &t [<a>]",
        "tokens: [&t <a>]",
        "tokens: !!seq [<a>]",
        "tokens:~  - !!str <a>",
        "tokens: &t~  - <a>"
      })
  void leavesTokensWithAnAnchorOrATagToAHand(String tokens) {
    String before = entry(tokens);
    folder.with(before);
    CommandRun run = folder.tokens("prod", "b");
    run.assertMistake(
        folder.clusters()
            + ":5: an anchor, an alias or a tag is in what would be edited; edit this by hand");
    assertEquals(before, folder.text());
  }

  @Test
  void anchorsElsewhereAreNoObstacle() {
    folder.with(entry("tokens: [<a>]").replace("name: p", "name: &p p"));
    folder.tokens("prod", "b").assertDone();
    assertEquals(entry("tokens: [\"<b>\"]").replace("name: p", "name: &p p"), folder.text());
  }

  @Test
  void refusesAClusterThatIsNotThere() {
    folder
        .with(entry("tokens: [<a>]"))
        .tokens("prod-eu", "b")
        .assertMistake(
            "the cluster prod-eu is not in " + folder.clusters() + "; known: other, prod");
  }

  @Test
  void refusesTheTokenOfAnotherCluster() {
    folder
        .with(entry("tokens: [<a>]"))
        .tokens("prod", "a", "d")
        .assertMistake(
            folder.clusters()
                + ":3: the token in "
                + folder.token("d")
                + " is the one of the cluster other; each needs its own");
  }

  @Test
  void refusesTheSameTokenTwice() {
    folder
        .with(entry("tokens: [<a>]"))
        .tokens("prod", "b", "b")
        .assertMistake(
            "the token in "
                + folder.token("b")
                + " is the one in "
                + folder.token("b")
                + "; each has to be another");
  }

  @Test
  void refusesMoreThanTwoTokens() {
    folder
        .with(entry("tokens: [<a>]"))
        .tokens("prod", "a", "b", "c")
        .assertMistake(
            "a cluster has one token, or two while rotating: give --token-file twice at most");
  }

  @Test
  void readsStandardInputOnce() {
    folder
        .with(entry("tokens: [<a>]"))
        .run("tokens", "prod", "--token-file", "-", "--token-file", "-")
        .assertMistake("standard input holds one token: give --token-file - once");
  }
}
