package io.execguard.tool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.CommandRun;
import io.execguard.tool.files.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  @TempDir private Path directory;

  @Test
  void aNewSitePassesItsOwnChecksAndDeniesNothing() {
    Path site = directory.resolve("a site");
    CommandRun.of("init", site.toString()).assertDone();
    CommandRun check = CommandRun.of("check", "--site", site.toString());
    check.assertDone();
    assertTrue(check.out().contains(site.resolve("policy.yaml") + ": 1 constraints"), check.out());
    CommandRun tests = CommandRun.of("--site", site.toString(), "test");
    tests.assertDone();
    assertTrue(tests.out().endsWith("5 passed, 0 failed\n"), tests.out());
    CommandRun.of("site", "parameters", "--site", site.toString()).assertDone();
  }

  /// `--site site` was no value, but the command of that name.
  @Test
  void aSiteMayHaveTheNameOfACommand() {
    CommandRun named = CommandRun.of("--site", "check", "check");
    assertTrue(named.err().contains("--site check is no site"), named.err());
  }

  /// A team that begins with dryrun saw the project's own events fail: they judged its policy.
  @Test
  void theShippedEventsAreJudgedByTheShippedPolicy() throws IOException {
    Path site = directory.resolve("site");
    CommandRun.of("init", site.toString()).assertDone();
    CommandRun shipped = CommandRun.of("replay", "--site", site.toString(), "events");
    shipped.assertDone();
    Path own = Files.createDirectories(site.resolve("reviews"));
    Files.copy(
        Path.of("events/exec-interactive-tty.json"), own.resolve("exec-interactive-tty.json"));
    CommandRun team = CommandRun.of("replay", "--site", site.toString(), own.toString());
    team.assertDone();
    assertTrue(team.out().contains("dryrun"), team.out());
    assertFalse(shipped.out().contains("dryrun"), shipped.out());
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Path own = Files.writeString(directory.resolve("policy.yaml"), "ours\n");
    CommandRun.of("init", directory.toString())
        .assertMistake(
            directory + " is not empty: it has policy.yaml. A site is made in a folder of its own");
    assertEquals("ours\n", Files.readString(own));
    assertEquals(List.of("policy.yaml"), files(directory));
  }

  /// A folder of policy tests that was a link was looked at as empty, and written through.
  @Test
  void whatALinkLeadsToIsSomebodys() throws IOException {
    Path other = Files.createDirectories(directory.resolve("other"));
    Path precious = Files.writeString(other.resolve("starter.test.yaml"), "precious\n");
    Path site = Files.createDirectories(directory.resolve("site"));
    Files.createSymbolicLink(site.resolve("policy-tests"), other);
    CommandRun.of("init", site.toString())
        .assertMistake(
            site + " is not empty: it has policy-tests. A site is made in a folder of its own");
    assertEquals("precious\n", Files.readString(precious));
  }

  /// Half a site was left where a folder had a file's name.
  @Test
  void aFolderInAFilesPlaceIsInTheWay() throws IOException {
    Files.createDirectories(directory.resolve("policy.yaml"));
    CommandRun.of("init", directory.toString())
        .assertMistake(
            directory + " is not empty: it has policy.yaml. A site is made in a folder of its own");
    assertEquals(List.of(), files(directory));
  }

  @Test
  void aSiteIsAFolderWithAName() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    CommandRun.of("init", file.toString())
        .assertMistake(file + " is a file, and a site is a folder");
    CommandRun.of("init", "")
        .assertMistake("DIR is empty: name a folder, . for the one that you are in");
    // site show would have named another stack and account: its lines are read by scripts.
    CommandRun lines = CommandRun.of("init", directory.resolve("x\nevil-stack").toString());
    assertTrue(lines.err().contains("a site is no folder with a control character"), lines.err());
    assertEquals(List.of("file"), files(directory));
  }

  /// Killed within a file: the next run said that the folder was not empty.
  @Test
  void whatAKilledRunHadBegunToWriteIsNothing() throws IOException {
    Files.writeString(
        directory.resolve(".policy.yaml.8f2c6b7e-6c0b-4a55-9c39-0d0a6f6b8d11.next"), "con");
    CommandRun.of("init", directory.toString()).assertDone();
  }

  @Test
  void theLinesThatItPrintsCanBePasted() {
    Path site = directory.resolve("it's ours");
    CommandRun made = CommandRun.of("init", site.toString());
    assertEquals(
        "  ./exec-guard --site '"
            + directory
            + "/it'\\''s ours' check    # its policy and its fleet",
        made.lines().get(1));
  }

  /// The site's file said that a release refuses a format that it does not know, and check did not.
  @Test
  void aSiteOfAnotherReleaseIsRefusedByEachCommand() throws IOException {
    CommandRun.of("init", directory.toString()).assertDone();
    Files.writeString(directory.resolve(Site.MARK), "format: 2\n");
    for (String command : List.of("check", "test")) {
      CommandRun run = CommandRun.of(command, "--site", directory.toString());
      assertEquals(2, run.code());
      assertTrue(run.err().contains("format is not 1"), run.err());
    }
    assertEquals(0, CommandRun.of("check", "--help", "--site", directory.toString()).code());
  }

  @Test
  void aSiteIsNotMadeTwice() {
    CommandRun.of("init", directory.toString()).assertDone();
    CommandRun.of("init", directory.toString()).assertMistake(directory + " is a site already");
  }

  /// Stopped half-way: the file that makes the folder a site is written last.
  @Test
  void aRunThatWasStoppedIsFinishedByTheNext() throws IOException {
    CommandRun.of("init", directory.toString()).assertDone();
    List<String> whole = files(directory);
    Files.delete(directory.resolve(Site.MARK));
    Files.delete(directory.resolve("policy-tests/starter.test.yaml"));
    Files.createDirectories(directory.resolve(".git/refs"));
    CommandRun.of("init", directory.toString()).assertDone();
    assertEquals(whole, files(directory));
  }

  @Test
  void anEditedCheckoutBecomesASiteAndStaysAsItIs() throws IOException {
    Path checkout = directory.resolve("checkout");
    copy("policy.yaml", checkout, "enforcementAction: deny  ", "enforcementAction: warn  ");
    copy("clusters.yaml", checkout, "", "");
    copy("events/exec-command.json", checkout, "", "");
    copy("events/exec-interactive-tty.json", checkout, "", "");
    copy(
        "policy-tests/starter.test.yaml",
        checkout,
        "decision: deny, constraint: deny-interactive-exec, message: \"kubectl exec -n payments\"",
        "decision: allow, reason: warn");
    copy("policy-tests/examples/what.test.yaml", checkout, "", "");
    List<String> before = files(checkout);
    Path site = directory.resolve("site");
    CommandRun.of("init", site.toString(), "--from", checkout.toString()).assertDone();
    assertEquals(before, files(checkout));
    assertTrue(Files.readString(site.resolve("policy.yaml")).contains("enforcementAction: warn"));
    assertFalse(Files.exists(site.resolve("policy-tests/examples")));
    CommandRun tests = CommandRun.of("test", "--site", site.toString());
    assertTrue(tests.out().contains("ok    a shell in production is refused"), tests.out());
    assertTrue(tests.out().contains("ok    a single command runs"), tests.out());
  }

  /// The team's own review was replaced by the shipped one of the same name, without a word.
  @Test
  void twoReviewsOfOneNameAreNotOne() throws IOException {
    Path checkout = directory.resolve("checkout");
    copy("policy.yaml", checkout, "", "");
    copy("clusters.yaml", checkout, "", "");
    copy("events/exec-command.json", checkout, "", "");
    copy("events/exec-interactive-tty.json", checkout, "", "");
    copy("policy-tests/starter.test.yaml", checkout, "", "");
    Path own = checkout.resolve("policy-tests/reviews/exec-command.json");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "{}");
    Path site = directory.resolve("site");
    CommandRun.of("init", site.toString(), "--from", checkout.toString())
        .assertMistake(
            "two reviews would be policy-tests/reviews/exec-command.json in the site, the team's own"
                + " and that of events/: give your own another name first");
    assertFalse(Files.exists(site));
  }

  @Test
  void anEditedCheckoutWithAMistakeIsTakenOverWhenItIsMended() throws IOException {
    Path checkout = directory.resolve("checkout");
    copy("policy.yaml", checkout, "enforcementAction: deny  ", "enforcementAction: forbid  ");
    copy("clusters.yaml", checkout, "", "");
    Path site = directory.resolve("site");
    CommandRun run = CommandRun.of("init", site.toString(), "--from", checkout.toString());
    assertEquals(2, run.code());
    assertTrue(run.err().contains("policy.yaml:6: "), run.err());
    assertFalse(Files.exists(site));
  }

  private static void copy(String name, Path to, String old, String replacement)
      throws IOException {
    Path copy = to.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, Files.readString(Path.of(name)).replace(old, replacement));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
