package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A team's first weeks, in their order: a release is unpacked on a machine that has neither a JDK
/// nor Maven nor git, makes a site, is deployed and registered on two clusters, is followed by the
/// next release, comes back, and denies. `.ci/check-installation` makes the two releases.
@Tag("installation")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class InstallationIT {
  /// By the id of the fleet, the name that EKS knows.
  private static final Map<String, String> FLEET =
      new TreeMap<>(Map.of("prod-eu", "europe", "prod-us", "america"));

  private static LocalCloud cloud;
  private static BareMachine machine;
  private static Installed release;
  private static Installed next;
  private static TeamSite site;
  private static Instant begun = Instant.EPOCH;

  @BeforeAll
  static void start() {
    Binaries binaries = Binaries.find();
    cloud = LocalCloud.start(binaries, FLEET.values().toArray(String[]::new));
    List<Path> archives = List.of(archive("release"), archive("release.next"));
    machine = BareMachine.make(binaries, cloud.aws().folder(), archives, cloud.environment());
    release = Installed.of(machine, archives.getFirst());
    next = Installed.of(machine, archives.getLast());
    site = new TeamSite(machine.home("our guard"));
    machine.give(cloud.aws().certificate(), "aws.pem");
    cloud.clusters().forEach(machine::reaches);
  }

  private static Path archive(String property) {
    return Path.of(
        Objects.requireNonNull(
            System.getProperty(property), "which archive? .ci/check-installation says it"));
  }

  @AfterAll
  static void stop() {
    machine.close();
    cloud.close();
  }

  @Test
  @Order(1)
  void theMachineHasNoJdkNoMavenNoGitAndNothingOfTheCheckout() throws IOException {
    for (String program : List.of("java", "javac", "mvn", "make", "git")) {
      assertNotEquals(0, machine.run("sh", "-c", "command -v " + program).exitCode(), program);
    }
    String checkout = Path.of("").toAbsolutePath().toString();
    assertEquals("no\n", machine.done("sh", "-c", "[ -e '" + checkout + "/src' ] || echo no"));
    try (Stream<Path> files = Files.walk(machine.root())) {
      assertEquals(
          List.of(),
          files
              .filter(file -> file.toString().matches(".*/(pom\\.xml|\\.git|[^/]*\\.java)"))
              .toList());
    }
  }

  @Test
  @Order(2)
  void theArchiveAloneMakesASiteAndChecksTestsReplaysAndPackagesIt() throws IOException {
    assertTrue(release.tool("--version").startsWith(release.words()), release.tool("--version"));
    machine.done(release.folder() + "/exec-guard", "init", Installed.SITE);
    release.tool("check");
    String tested = release.tool("test");
    assertTrue(tested.endsWith("5 passed, 0 failed\n"), tested);
    release.tool("replay", release.folder() + "/events");
    release.tool("package", "--output", BareMachine.HOME + "/packaged");
    assertTrue(Files.size(machine.home("packaged/function/exec-guard/policy.json")) > 0);
  }

  @Test
  @Order(3)
  void theArchiveAloneDeploysAndRegistersTwoClusters() {
    release.script("deploy", "--yes");
    begun = Instant.now();
    String url =
        cloud.aws().stage(machine.output("Url").replaceFirst("https://([^.]+)\\..*", "$1"));
    String authority = BareMachine.HOME + "/aws.pem";
    FLEET.forEach((id, name) -> release.register(id, name, "--url", url, "--ca", authority));
    assertTrue(
        machine.output("Release").startsWith("release:" + release.words()),
        () -> machine.output("Release"));
    FLEET.values().forEach(name -> assertEquals(0, session(name).exitCode()));
    cloud.awaitLine("\"reason\":\"dryrun\"", release.inRecords());
  }

  @Test
  @Order(4)
  void theNextReleaseTakesOverAndNoCommandIsRefusedAndNoFileOfTheSiteChanges() {
    assertNotEquals(release.version(), next.version());
    assertNotEquals(release.commit(), next.commit());
    Map<String, String> files = site.files();
    StreamOfCommands commands = StreamOfCommands.start(cloud.clusters().values(), "upgrading");
    next.tool("check");
    next.tool("test");
    next.script("deploy", "--yes");
    FLEET.forEach(next::register);
    takenOver(next, commands.end());
    assertEquals(files, site.files());
  }

  @Test
  @Order(5)
  void theReleaseBeforeComesBackByADeployment() {
    Map<String, String> files = site.files();
    StreamOfCommands commands = StreamOfCommands.start(cloud.clusters().values(), "coming-back");
    release.script("deploy", "--yes");
    takenOver(release, commands.end());
    assertEquals(files, site.files());
  }

  /// Each command is on record, and the last ones are of this release; it is the one that the stack
  /// names, and reads both clusters.
  private static void takenOver(Installed wanted, List<String> words) {
    cloud.awaitLine(words.getLast(), wanted.inRecords());
    List<String> lines = cloud.awaitEach(words);
    assertEquals(
        List.of(), lines.stream().filter(line -> line.contains("\"decision\":\"deny\"")).toList());
    assertEquals(
        List.of(), lines.stream().filter(line -> line.contains("\"type\":\"rejected\"")).toList());
    Outcome doctor = wanted.runTool("doctor");
    assertTrue(doctor.output().endsWith("nothing is wrong\n"), doctor.toString());
    for (String looked : List.of("✓ the stack's release", "✓ prod-us: the function's way in")) {
      assertTrue(doctor.output().contains(looked), doctor.output());
    }
  }

  @Test
  @Order(6)
  void theTeamBeginsToDenyAndKubectlIsRefusedOnBothClusters() {
    site.edit("policy.yaml", "enforcementAction: dryrun", "enforcementAction: deny");
    site.edit(
        "policy-tests/starter.test.yaml", "allow, reason: dryrun", "deny, reason: constraint");
    site.edit("policy-tests/starter.test.yaml", "allow, reason: labels-", "deny, reason: labels-");
    release.tool("test");
    FLEET.forEach(release::register);
    for (String name : FLEET.values()) {
      Outcome refused = session(name);
      assertEquals(1, refused.exitCode(), refused.toString());
      assertTrue(
          refused.errors().contains("is not allowed [deny-interactive-exec: environment="),
          refused.toString());
    }
    cloud.awaitLine("\"decision\":\"deny\"", release.inRecords());
  }

  @Test
  @Order(7)
  void theReportOfOneClusterFindsNothingToAskAboutAndSaysWhatMadeIt() throws IOException {
    // Lambda's own lines are JSON; LocalStack has them as text.
    String exported =
        machine.done(
            "aws",
            "logs",
            "filter-log-events",
            "--log-group-name",
            LocalCloud.LOG_GROUP,
            "--query",
            "{events: events[?starts_with(message, '{')]}");
    Files.writeString(machine.home("decisions.json"), exported);
    machine.give(cloud.cluster("europe").directory().resolve("audit.log"), "audit.log");
    Outcome report =
        release.runTool(
            "report",
            "--decisions",
            BareMachine.HOME + "/decisions.json",
            "--audit",
            BareMachine.HOME + "/audit.log",
            "--cluster",
            "prod-eu",
            "--from",
            begun.toString(),
            "--out",
            BareMachine.HOME + "/report.html");
    assertEquals(0, report.exitCode(), report.toString());
    String page = Files.readString(machine.home("report.html"));
    assertTrue(page.contains(release.words()), page);
    assertTrue(page.contains("deny-interactive-exec"), page);
  }

  private static Outcome session(String name) {
    return cloud
        .cluster(name)
        .as(User.JANE)
        .typing("hello\n")
        .run("-n", "production", "exec", "-i", "web", "--", "cat");
  }
}
