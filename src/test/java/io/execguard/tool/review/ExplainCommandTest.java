package io.execguard.tool.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Function;
import io.execguard.testing.Reviews;
import io.execguard.tool.CommandRun;
import io.execguard.tool.Unasked;
import io.execguard.tool.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
  private static final String POLICY = "policy-tests/examples/policy.yaml";
  private static final String SHELL = "events/exec-interactive-tty.json";
  private static final String COMMAND = "events/exec-command.json";

  @TempDir private Path directory;

  @Test
  void tellsOfEveryConstraintWhatTippedIt() {
    CommandRun run =
        explain(SHELL, "--cluster", "prod-eu", "--labels", "environment=production,team=trial");
    run.assertDone();
    assertEquals(
        List.of(
            "who       arn:aws:sts::111122223333:assumed-role/Developer/jane.doe@example.com",
            "groups    developers, system:authenticated",
            "what      exec -it /bin/bash",
            "where     payments/checkout-7d9c6f8b5-x2x7k of the cluster prod-eu",
            "door      sessions: refused without an answer",
            "labels    environment=production, team=trial",
            "pod       its container does not have the node",
            "sessions  exec",
            "",
            "production (deny)",
            "    is violated: the request opens a session (exec), and the namespace has"
                + " environment=production",
            "cardholder-data (deny)",
            "    does not object: it wants pci Exists, the namespace has no pci",
            "rehearsed (deny)",
            "    does not object: it wants break-glass Exists, the namespace has no break-glass",
            "trial (dryrun)",
            "    is violated: the request opens a session (exec), and the namespace has team=trial",
            "staging-hint (warn)",
            "    does not object: its sessions do not hold exec",
            "",
            "decision  deny (constraint)"),
        run.lines().subList(0, 21));
    assertTrue(run.out().contains("\nkubectl   error: unable to upgrade"), run.out());
    assertTrue(run.lines().getLast().startsWith("          Cluster prod-eu. Record "), run.out());
  }

  /// A command that no record holds whole counts as a session, and stdin is not why.
  @Test
  void tellsWhyALongCommandIsASession() throws IOException {
    Path review =
        Files.writeString(
            directory.resolve("review.json"),
            Reviews.text("exec-command").replace("\"/var/log\"", "\"" + "a".repeat(30_000) + "\""));
    CommandRun run =
        explain(review.toString(), "--cluster", "prod-eu", "--labels", "environment=production");
    run.assertDone();
    assertTrue(run.lines().contains("door      sessions: refused without an answer"), run.out());
    assertTrue(run.lines().contains("sessions  exec"), run.out());
    assertTrue(
        run.lines()
            .contains(
                "    is violated: no record can hold the whole command, so that it counts as a"
                    + " session (exec), and the namespace has environment=production"),
        run.out());
    assertTrue(run.lines().contains("decision  deny (not-recordable)"), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          events/exec-interactive-tty.json | --labels environment=production | production      | does not object: it means the clusters prod-eu, prod-us, not this one
          events/exec-interactive-tty.json | --unavailable                   | cardholder-data | may be violated: the namespace's labels are unknown, and it looks at pci, sandbox
          events/exec-interactive-tty.json | --labels pci=,sandbox=yes       | cardholder-data | does not object: it wants sandbox DoesNotExist, the namespace has sandbox=yes
          events/exec-command.json         | --labels pci=                   | cardholder-data | does not object: no session is opened, and no command that allowedCommands would refuse
          events/exec-command.json         | --labels team=trial             | trial           | does not object: no session is opened
          events/exec-shell-script.json    | --labels pci=                   | cardholder-data | is violated: allowedCommands (ls, /bin/cat, ps) does not name the command, and the namespace has pci=, no sandbox
          """)
  void saysWhy(String file, String options, String constraint, String sentence) {
    List<String> lines = explain(file, options.split(" ", -1)).lines();
    int at =
        lines.indexOf(
            lines.stream()
                .filter(line -> line.startsWith(constraint + " ("))
                .findFirst()
                .orElse(""));
    assertEquals("    " + sentence, lines.get(at + 1));
  }

  @Test
  void namesTheExemptionThatApplied() throws IOException {
    Path policy =
        write(
            """
            constraints:
            - name: everywhere
              exempt: {groups: [developers]}
            """);
    CommandRun run = CommandRun.of("explain", SHELL, "--policy", policy.toString());
    run.assertDone();
    assertTrue(
        run.lines().contains("    lets the user through: exempt by the group developers"),
        run.out());
    assertEquals("decision  allow (exempt)", run.lines().getLast());
  }

  @Test
  void namesThePatternThatLeavesANamespaceOut() throws IOException {
    Path policy =
        write(
            """
            constraints:
            - name: everywhere
              match: {excludedNamespaces: [kube-*, pay*]}
            """);
    CommandRun run = CommandRun.of("explain", SHELL, "--policy", policy.toString());
    assertTrue(run.lines().contains("    does not object: excludedNamespaces has pay*"), run.out());
  }

  /// The record and the explanation come from two runs of the rules: every captured review agrees.
  @Test
  void agreesWithTheHandlerOnEveryCapturedReview() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> events = Files.list(Path.of("src/test/resources/reviews"))) {
      events.map(Path::toString).filter(name -> name.endsWith(".json")).forEach(files::add);
    }
    for (String file : files) {
      for (String labels : List.of("environment=production", "pci=", "environment=staging")) {
        explain(file, "--cluster", "prod-eu", "--labels", labels).assertDone();
      }
      explain(file, "--cluster", "prod-eu", "--unavailable").assertDone();
    }
    assertTrue(files.size() > 10);
  }

  @Test
  void writesJsonForMachines() {
    CommandRun run = explain(SHELL, "--labels", "team=trial", "--output", "json");
    run.assertDone();
    var tree = Function.tree(run.out());
    assertEquals("dryrun", tree.text("reason"));
    assertEquals(
        List.of("other-cluster", "other-labels", "other-labels", "violated", "nothing-covered"),
        tree.items("constraints").stream().map(one -> one.text("finding")).toList());
    assertEquals("decision", tree.required("record").text("type"));
  }

  /// `explain` said "denied" of a pod that no webhook is asked about. It says so first, and what
  /// the constraints would say behind it.
  @Test
  void saysThatNobodyIsAsked() throws IOException {
    Path file = directory.resolve("mirror.json");
    Files.write(file, Unasked.podOf("system:node:n1").review());
    CommandRun run =
        CommandRun.of("explain", file.toString(), "--labels", "environment=production");
    run.assertDone();
    assertTrue(
        run.lines()
            .contains(
                "door      none: the API server asks no webhook: pods that the cluster's own"
                    + " controllers make are left out"),
        run.out());
    assertTrue(
        run.out()
            .contains("\ndecision  not asked\n\nif it were asked:\ndeny-interactive-exec (deny)\n"),
        run.out());
    assertEquals("would be  deny (constraint)", run.lines().getLast());
    var tree =
        Function.tree(
            CommandRun.of("explain", file.toString(), "--labels", "a=b", "--output", "json").out());
    assertEquals("not-asked", tree.text("decision"));
    assertEquals("pods that the cluster's own controllers make are left out", tree.text("why"));
    assertEquals("allow", tree.required("ifAsked").text("decision"));
    CommandRun forced =
        CommandRun.of("explain", file.toString(), "--door", "run", "--labels", "a=b");
    assertTrue(forced.lines().contains("door      run"), forced.out());
    assertEquals("decision  allow (no-constraint)", forced.lines().getLast());
  }

  @Test
  void namesEveryDoorAndWhatAnOutageDoesThere() throws IOException {
    Path file = directory.resolve("node.json");
    String pod = TextFile.text(Path.of("src/test/resources/reviews/run-interactive.json"));
    Files.writeString(file, pod.replaceFirst("\"spec\": \\{", "\"spec\": {\"hostPID\": true,"));
    CommandRun run = CommandRun.of("explain", file.toString(), "--labels", "a=b");
    run.assertDone();
    assertTrue(
        run.lines()
            .contains("door      node: refused without an answer; run: admitted without an answer"),
        run.out());
    CommandRun open = CommandRun.of("explain", SHELL, "--labels", "environment=staging");
    assertTrue(
        open.lines().contains("door      sessions-open: admitted without an answer"), open.out());
  }

  @Test
  void explainsNothingThatCannotBeRead() throws IOException {
    Path file = directory.resolve("review.json");
    Files.writeString(file, "{\"request\": {\"uid\": \"a\"}}");
    CommandRun.of("explain", file.toString())
        .assertMistake(
            file
                + " cannot be read, and what cannot be read is denied: review is not an"
                + " AdmissionReview of admission.k8s.io/v1");
  }

  @Test
  void refusesLabelsThatAreKnownAndUnavailable() {
    explain(COMMAND, "--unavailable", "--labels", "a=b")
        .assertMistake("--unavailable and --labels exclude each other");
  }

  private static CommandRun explain(String file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("explain", file, "--policy", POLICY));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments);
  }

  private Path write(String policy) throws IOException {
    return Files.writeString(directory.resolve("policy.yaml"), policy);
  }
}
