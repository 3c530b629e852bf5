package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.Manual;
import io.execguard.testing.RecordSchema;
import io.execguard.testing.Template;
import io.execguard.tool.Event;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A platform team's afternoon, in its order: the scripts of `infra/` deploy the built artifact
/// with sam to LocalStack and register it on a real API server. kubectl, kube-apiserver, REST API,
/// Lambda's runtime, the handler, EKS's stub, a token, the same API server, which asks
/// aws-iam-authenticator, which asks LocalStack's STS; and the record in CloudWatch Logs.
@Tag("deployment")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DeploymentIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ID = "prod-eu";
  private static final String[] NOTHING = {};

  private static LocalCloud cloud;
  private static EksStub eks;
  private static LocalAws aws;
  private static AwsCalls calls;
  private static ControlPlane controlPlane;
  private static Workshop team;
  private static String stage = "";

  /// The version that denies nothing.
  private static String dryRun = "";

  @BeforeAll
  static void start() {
    Binaries binaries = Binaries.find();
    cloud = LocalCloud.start(binaries, TokenChecker.CLUSTER);
    eks = cloud.eks();
    aws = cloud.aws();
    calls = cloud.calls();
    controlPlane = cloud.cluster(TokenChecker.CLUSTER);
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.put(
        "KUBECONFIG", controlPlane.directory().resolve(User.ADMIN.kubeconfigName()).toString());
    environment.put(
        "PATH",
        aws.bin()
            + ":"
            + controlPlane.kubectlFolder()
            + ":"
            + System.getenv().getOrDefault("PATH", ""));
    team = Workshop.copy(binaries, environment);
    team.write("clusters.yaml", "# Ours.\nclusters: []\n");
  }

  @AfterAll
  static void stop() {
    team.close();
    cloud.close();
  }

  @Test
  @Order(1)
  void aDryRunPrintsEveryCommandAndRunsNone() {
    String printed =
        team.done(
            "infra/register-cluster",
            "--yes",
            ID,
            "--name",
            "tests",
            "--region",
            LocalAws.REGION,
            "--granters",
            "payments:on-call",
            "--dry-run");
    for (String command :
        List.of(
            "aws eks --region eu-central-1 describe-cluster --name tests",
            "fleet add prod-eu",
            "sam build",
            "sam deploy --stack-name exec-guard",
            "create-access-entry --cluster-name tests",
            "kubectl apply --filename infra/rbac.yaml",
            "--clusterrole=exec-guard-granter --namespace=payments --group=on-call",
            "kubectl auth reconcile --filename infra/rbac-granter.yaml",
            "kubectl create --raw")) {
      assertTrue(printed.contains(command), printed);
    }
    assertEquals("# Ours.\nclusters: []\n", team.read("clusters.yaml"));
    assertEquals(
        "[]\n",
        team.done("aws", "cloudformation", "describe-stacks", "--query", "Stacks[].StackName"));
  }

  @Test
  @Order(2)
  void aClusterThatEksDoesNotKnowLeavesASentenceAndNothingElse() {
    assertRefused(
        team.run(
            "infra/register-cluster", "--yes", ID, "--name", "other", "--region", LocalAws.REGION),
        "register-cluster: EKS does not tell about the cluster other in eu-central-1");
    assertEquals("# Ours.\nclusters: []\n", team.read("clusters.yaml"));
  }

  @Test
  @Order(3)
  void aKubectlThatSpeaksToAnotherClusterIsRefused() {
    String real = controlPlane.server().toString();
    eks.leadsTo(TokenChecker.CLUSTER, aws.endpoint(), "");
    assertRefused(
        register(NOTHING),
        "kubectl speaks to " + real + ", and the cluster tests is at " + aws.endpoint());
    cloud.tellTheTruth(TokenChecker.CLUSTER);
  }

  @Test
  @Order(4)
  void withoutPermissionNothingIsRegisteredAndTheNextRunGoesOn() {
    eks.refusesEntries(true);
    assertRefused(register(NOTHING), "no access entry was made, and nothing was registered");
    eks.refusesEntries(false);
    assertTrue(team.read("clusters.yaml").contains("- id: prod-eu"), team.read("clusters.yaml"));
    assertEquals("", registeredUrl());
  }

  /// The API server does not believe the certificate, and lets the proof's session pass where its
  /// door is open: without a record.
  @Test
  @Order(5)
  void aProofWithoutARecordSaysWhatToDo() {
    assertRefused(registerUnbelieved(), "not both were recorded within 30 s");
    assertNotEquals("", registeredUrl());
  }

  /// The same where the policy means the namespace of the proof: there the session is refused.
  @Test
  @Order(6)
  void aRefusedExecSaysThatSessionsAreRefusedAndShowsNoToken() {
    String policy = team.read("policy.yaml");
    team.write(
        "policy.yaml",
        policy.replace("operator: In, values: [production]", "operator: NotIn, values: [nowhere]"));
    assertNotEquals(policy, team.read("policy.yaml"));
    Outcome refused = registerUnbelieved();
    team.write("policy.yaml", policy);
    assertRefused(refused, "a session was neither let through nor denied by the guard");
    assertTrue(refused.errors().contains("failed calling webhook"), refused.toString());
    assertFalse((refused.output() + refused.errors()).contains(token()), refused.toString());
  }

  @Test
  @Order(7)
  void theNextRunMendsItAndProvesIt() {
    Outcome outcome = register(NOTHING);
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.output().endsWith("== prod-eu is registered\n"), outcome.output());
    assertTrue(team.read("clusters.yaml").startsWith("# Ours.\n"));
    assertEquals(List.of(List.of("exec-guard")), List.copyOf(entries().values()));
  }

  /// The stack was made without the alarms of `infra/alarms.yaml`: nothing had put the file in.
  @Test
  @Order(7)
  void theStackHasEachAlarmOfTheIncludedFileToo() {
    assertEquals(
        Template.properties("AWS::CloudWatch::Alarm").keySet(),
        new TreeSet<>(
            List.of(
                team.done(
                        "aws",
                        "cloudformation",
                        "describe-stack-resources",
                        "--stack-name",
                        "exec-guard",
                        "--query",
                        "StackResources[?ResourceType=='AWS::CloudWatch::Alarm'].LogicalResourceId",
                        "--output",
                        "text")
                    .strip()
                    .split("\\s+"))));
  }

  @Test
  @Order(8)
  void aSessionIsRefusedAndACommandRunsAndBothAreRecordedByteForByte() {
    Outcome refused =
        controlPlane
            .as(User.JANE)
            .typing("id\n")
            .run("-n", "production", "exec", "-i", "web", "--", "sh");
    assertEquals(1, refused.exitCode(), refused.toString());
    assertTrue(
        refused.errors().contains("is not allowed [deny-interactive-exec: environment=production]"),
        refused.toString());
    Outcome ran =
        controlPlane.kubectl(
            User.JANE, "-n", "production", "exec", "web", "--", "echo", "hi there", "\"é\\");
    assertEquals(0, ran.exitCode(), ran.toString());

    JsonNode audited =
        controlPlane
            .auditEvents()
            .await(
                "the command's event",
                event -> event.path("requestURI").asString("").contains("command=hi+there"));
    String id = audited.path("annotations").path("commands.exec-guard.io/record").asString("");
    cloud.awaitLine(id);
    List<String> lines = lines().stream().filter(line -> line.contains(id)).toList();
    assertEquals(1, lines.size(), id + " in " + lines());
    assertTrue(lines.getFirst().endsWith("}\n"), lines.getFirst());
    JsonNode record = JSON.readTree(RecordSchema.requireValid(lines.getFirst().strip()));
    assertEquals(
        "[\"echo\",\"hi there\",\"\\\"é\\\\\"]", record.path("access").path("command").toString());
    assertEquals("known", record.path("labels").path("state").asString(""));
    assertFalse(record.path("gatewayRequestId").asString("").isEmpty(), record.toString());
    assertEquals(
        "deny",
        lines().stream()
            .map(JSON::readTree)
            .filter(one -> one.path("door").asString("").equals("sessions"))
            .reduce((_, last) -> last)
            .orElseThrow()
            .path("decision")
            .asString(""));
  }

  /// Granters were tried in a dry run alone. Whom a binding names who was let in before stays.
  @Test
  @Order(9)
  void runAgainItChangesNothingButLetsGrant() {
    String fleet = team.read("clusters.yaml");
    String registered = registration("{.metadata.generation} {.metadata.resourceVersion}");
    String version = version();
    eks.regroup(List.of("readers"));
    assertEquals("no\n", mayGrant("on-call"));
    for (String group : List.of("on-call", "leads")) {
      Outcome outcome =
          team.run("infra/register-cluster", "--yes", ID, "--granters", "production:" + group);
      assertEquals(0, outcome.exitCode(), outcome.toString());
    }
    assertEquals("yes\n", mayGrant("on-call"));
    assertEquals("yes\n", mayGrant("leads"));
    assertEquals(List.of(List.of("readers", "exec-guard")), List.copyOf(entries().values()));
    assertEquals(fleet, team.read("clusters.yaml"));
    assertEquals(registered, registration("{.metadata.generation} {.metadata.resourceVersion}"));
    assertEquals(version, version());
  }

  @Test
  @Order(10)
  void rotatesTheTokenAndNoCommandGoesUnrecorded() {
    String before = registeredUrl();
    StreamOfCommands commands = StreamOfCommands.start(List.of(controlPlane), "rotating");
    Outcome outcome = team.run("infra/rotate-token", "--yes", ID);
    List<String> ran = commands.end();
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertNotEquals(before, registeredUrl());
    assertEquals(1, team.read("clusters.yaml").split("sha256:", -1).length - 1);
    List<String> lines = cloud.awaitEach(ran);
    assertEquals(
        List.of(), lines.stream().filter(line -> line.contains("\"type\":\"rejected\"")).toList());
  }

  /// The team's own events: what lies in `events/` for the demonstration's cluster, made anew for
  /// theirs. The first goes through sam, the others straight to Lambda.
  @Test
  @Order(11)
  void theFunctionAnswersTheReviewsOfTheDemonstration() throws IOException {
    team.done(
        "kubectl",
        "apply",
        "--server-side",
        "--force-conflicts",
        "--filename",
        "events/namespaces.yaml");
    List<Path> expectations;
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      expectations =
          files.filter(file -> file.toString().endsWith(".expected.json")).sorted().toList();
    }
    assertTrue(expectations.size() > 20, expectations.toString());
    String token = token();
    for (Path expectation : expectations) {
      String name = String.valueOf(expectation.getFileName()).replace(".expected.json", "");
      if (name.startsWith("grant-")
          || name.contains("created-with-a-grant")
          || name.startsWith("label-")) {
        continue; // their outcome depends on the day: replay has them with its clock
      }
      String event = Event.of(Path.of("events", name + ".json"), ID, token);
      JsonNode answer =
          expectation.equals(expectations.getFirst())
              ? invokedBySam(event)
              : calls.invoke("exec-guard", event);
      JsonNode expected = JSON.readTree(Files.readString(expectation));
      assertEquals(
          expected.path("decision").asString("").equals("allow"),
          JSON.readTree(answer.path("body").asString(""))
              .path("response")
              .path("allowed")
              .booleanValue(),
          name + ": " + answer);
    }
  }

  @Test
  @Order(12)
  void aChangedPolicyPublishesAVersionAndMovesTheAlias() {
    String before = version();
    String policy = team.read("policy.yaml");
    team.write(
        "policy.yaml", policy.replace("enforcementAction: deny", "enforcementAction: dryrun"));
    assertNotEquals(policy, team.read("policy.yaml"));
    team.done("infra/deploy", "--yes", "DenialsThreshold=20");
    dryRun = version();
    assertEquals(Integer.parseInt(before) + 1, Integer.parseInt(dryRun));
    assertEquals(0, session().exitCode());

    team.write("policy.yaml", policy);
    deploy();
    assertEquals(Integer.parseInt(before) + 2, Integer.parseInt(version()));
    assertEquals(1, session().exitCode());
    String parameters = stack("Parameters");
    assertTrue(parameters.contains("cluster/tests"), parameters);
    assertTrue(parameters.matches("(?s).*DenialsThreshold\\s+20\\b.*"), parameters);
  }

  /// The manual's line for a hurry had never been run.
  @Test
  @Order(13)
  void theManualsLineSendsCallsToAnOlderVersionAndBack() {
    String today = version();
    sendCallsTo(dryRun);
    assertEquals(dryRun, version());
    assertEquals(0, session().exitCode());
    sendCallsTo(today);
    assertEquals(today, version());
    assertEquals(1, session().exitCode());
  }

  @Test
  @Order(13)
  void aBrokenPolicyNeverReplacesAWorkingOne() {
    String before = version();
    String policy = team.read("policy.yaml");
    team.write(
        "policy.yaml", policy.replace("enforcementAction: deny", "enforcementAction: refuse"));
    Outcome outcome = team.run("sam", "build");
    team.write("policy.yaml", policy);
    assertNotEquals(0, outcome.exitCode());
    assertTrue((outcome.output() + outcome.errors()).contains("policy.yaml:"), outcome.toString());
    assertEquals(before, version());
    assertEquals(1, session().exitCode());
  }

  /// It took a mistyped parameter without a word, deployed to whatever account and region there
  /// was, and asked nobody.
  @Test
  @Order(13)
  void saysWhereAndAsksBeforeItChangesAnything() {
    String before = version();
    assertRefused(
        team.run("infra/deploy"), "nobody can be asked here: with --yes it goes on without");
    assertRefused(
        team.run("infra/deploy", "--yes", "DenialsThreshhold=30"),
        "deploy: the stack has no parameter DenialsThreshhold; is it DenialsThreshold?");
    String asked = team.run("sh", "-c", typed("n", "infra/deploy DenialsThreshold=30")).output();
    assertTrue(asked.contains("account 000000000000"), asked);
    assertTrue(asked.contains("region  " + LocalAws.REGION), asked);
    assertTrue(asked.contains("stack   exec-guard"), asked);
    assertTrue(asked.contains("DenialsAlarm"), asked);
    assertTrue(asked.contains("nothing was changed."), asked);
    assertEquals(before, version());
    assertFalse(stack("Parameters").matches("(?s).*DenialsThreshold\\s+30\\b.*"));
    assertEquals(
        "[]\n",
        team.done(
            "aws",
            "cloudformation",
            "list-change-sets",
            "--stack-name",
            "exec-guard",
            "--query",
            "Summaries[?Status=='CREATE_COMPLETE']"));
    String agreed = team.run("sh", "-c", typed("y", "infra/deploy DenialsThreshold=30")).output();
    assertTrue(agreed.contains("the stack exec-guard is deployed"), agreed);
    assertTrue(stack("Parameters").matches("(?s).*DenialsThreshold\\s+30\\b.*"), agreed);
  }

  /// At a terminal, once it is asked: what is typed before, sam throws away.
  private static String typed(String answer, String command) {
    return "rm -f screen; (until grep -q 'Go on' screen 2>/dev/null; do sleep 0.2; done; echo "
        + answer
        + ") | script -qefc '"
        + command
        + "' screen";
  }

  @Test
  @Order(14)
  void anOldCheckoutTakesNoTokenAway() {
    String before = version();
    String fleet = team.read("clusters.yaml");
    team.write("clusters.yaml", fleet.replaceFirst("sha256:[0-9a-f]{8}", "sha256:00000000"));
    assertRefused(
        team.run("infra/deploy", "--yes"),
        "the stack has the cluster prod-eu with other tokens than your clusters.yaml");
    team.write("clusters.yaml", fleet);
    assertEquals(before, version());
  }

  /// CodeDeploy calls the hook, and LocalStack has no CodeDeploy: so the test calls it, on Lambda's
  /// own Python runtime, and the stub hears the verdict.
  @Test
  @Order(15)
  void theHookLetsAGoodVersionPassAndKeepsADamagedOneBack() throws IOException {
    hook();
    assertEquals("Succeeded", eks.verdicts().getLast());
    cloud.awaitLine("\"type\":\"rehearsal\"");

    // As if the artifact had been damaged on its way.
    team.done("sam", "build");
    Path damaged = team.folder().resolve(".aws-sam/build/Function/exec-guard/policy.json");
    Files.writeString(damaged, Files.readString(damaged).replace("deny-", "dena-"));
    team.done("sh", "-c", "cd .aws-sam/build/Function && python3 -m zipfile -c ../function.zip *");
    team.done(
        "aws",
        "lambda",
        "update-function-code",
        "--function-name",
        "exec-guard",
        "--zip-file",
        "fileb://.aws-sam/build/function.zip");
    team.done("aws", "lambda", "wait", "function-updated-v2", "--function-name", "exec-guard");
    team.done("aws", "lambda", "publish-version", "--function-name", "exec-guard");
    hook();
    assertEquals("Failed", eks.verdicts().getLast());
    assertEquals(1, session().exitCode());
  }

  @Test
  @Order(16)
  void theDoctorFindsNothingWrongAndThenWhatIs() {
    Outcome well = team.run("./exec-guard", "doctor");
    assertEquals(0, well.exitCode(), well.toString());
    assertTrue(well.output().endsWith("nothing is wrong\n"), well.output());
    for (String looked :
        List.of(
            "✓ tools: exec-guard ",
            "✓ credentials: arn:aws:iam::000000000000:root",
            "✓ region: " + LocalAws.REGION,
            "✓ the stack's policy",
            "✓ the stack's clusters",
            "✓ " + ID + ": registration",
            "✓ " + ID + ": the function's way in")) {
      assertTrue(well.output().contains(looked), well.output());
    }
    String policy = team.read("policy.yaml");
    team.write("policy.yaml", policy.replace("maxDuration: 4h", "maxDuration: 2h"));
    eks.refusesEntries(false);
    Outcome drifted = team.run("./exec-guard", "doctor");
    team.write("policy.yaml", policy);
    assertEquals(1, drifted.exitCode(), drifted.toString());
    assertTrue(
        drifted
            .output()
            .matches("(?s).*✕ the stack's policy: the stack has sha256:.*: infra/deploy\\..*"),
        drifted.output());
    assertTrue(drifted.output().contains("infra/register-cluster " + ID), drifted.output());
    assertTrue(drifted.output().endsWith("2 wrong\n"), drifted.output());
  }

  /// As in a release: the function is there, and neither Maven nor make is.
  @Test
  @Order(17)
  void aReleaseAndASiteAreDeployedWithoutABuild() throws IOException {
    team.done("./exec-guard", "init", "site", "--from", ".");
    team.done(
        "sh",
        "-c",
        "rm -r function && cp -R .aws-sam/build/Function function"
            + " && rm function/exec-guard/policy.json* function/exec-guard/clusters.json*");
    team.done(
        "sh",
        "-c",
        "\"$(cat target/exec-guard.java)\" @target/exec-guard.arguments"
            + " io.execguard.tool.site.FunctionDigestsWriter function function.sha256");
    team.done(
        "sh",
        "-c",
        "mkdir none && for one in mvn make; do printf '#!/bin/sh\nexit 9\n' >none/$one; done"
            + " && chmod +x none/*");
    team.write(
        "site/policy.yaml",
        team.read("site/policy.yaml").replace("maxDuration: 4h", "maxDuration: 3h"));
    String before = version();
    String deploy = "PATH=$PWD/none:$PATH infra/deploy --yes --site site";
    team.done("sh", "-c", deploy);
    String deployed = version();
    assertNotEquals(before, deployed);
    assertTrue(
        stack("Outputs")
            .contains(
                team.done("./exec-guard", "--site", "site", "check", "--output", "digest")
                    .strip()));
    assertEquals(1, session().exitCode());

    team.done("sh", "-c", "echo >>function/io/execguard/policy/Policy.class");
    assertRefused(team.run("sh", "-c", deploy), "nothing was deployed: its own words are above");
    assertEquals(deployed, version());
    team.done("sh", "-c", "rm -r function/* function.sha256");
    team.write("function/Makefile", Files.readString(Path.of("function/Makefile")));
  }

  @Test
  @Order(18)
  void removesTheClusterAndLeavesNothing() {
    String version = version();
    eks.regroup(List.of("readers", "exec-guard"));
    Outcome outcome = team.run("infra/remove-cluster", "--yes", ID);
    assertEquals(0, outcome.exitCode(), outcome.toString());
    assertEquals("", registeredUrl());
    assertEquals(List.of(List.of("readers")), List.copyOf(entries().values()));
    eks.regroup(List.of("exec-guard"));
    assertEquals("# Ours.\nclusters: []\n", team.read("clusters.yaml"));
    assertNotEquals(version, version());
    assertEquals(
        "",
        team.done(
            "kubectl",
            "get",
            "clusterrole,clusterrolebinding",
            "exec-guard",
            "--ignore-not-found"));
    // The right to change a namespace outlived the cluster's registration.
    assertEquals("no\n", mayGrant("on-call"));
    assertEquals(
        "",
        team.done(
            "kubectl",
            "--namespace",
            "production",
            "get",
            "clusterrole/exec-guard-granter",
            "rolebinding/exec-guard-granters",
            "--ignore-not-found"));
    Eventually.awaitThat("Sessions are open", Eventually.PATIENCE, () -> session().exitCode() == 0);
    Outcome again =
        team.run(
            "infra/remove-cluster", "--yes", ID, "--name", "tests", "--region", LocalAws.REGION);
    assertEquals(0, again.exitCode(), again.toString());
    assertEquals(Map.of(), entries());
  }

  /// The manual's line that ends it all had never been run.
  @Test
  @Order(19)
  void theManualsLineTakesTheGuardAwayAndLeavesItsRecords() {
    List<String> before = lines();
    assertFalse(before.isEmpty());
    team.done("sh", "-c", manual("sam delete ") + " --no-prompts");
    assertFalse(isThere());
    assertNotEquals(
        0, team.run("aws", "lambda", "get-function", "--function-name", "exec-guard").exitCode());
    assertTrue(lines().containsAll(before), "records are gone");
  }

  private static void sendCallsTo(String version) {
    team.done(
        "sh",
        "-c",
        manual("aws lambda update-alias ").replaceFirst("(?<=--function-version )\\d+", version));
  }

  /// The one line of the page's blocks that begins so, as it stands.
  private static String manual(String begins) {
    List<String> lines =
        Manual.page("docs/operate.md").blocks().stream()
            .flatMap(block -> block.lines().stream())
            .filter(line -> line.startsWith(begins))
            .toList();
    assertEquals(1, lines.size(), lines.toString());
    return lines.getFirst();
  }

  private static String mayGrant(String group) {
    return team.run(
            "kubectl",
            "auth",
            "can-i",
            "patch",
            "namespaces",
            "--namespace",
            "production",
            "--as",
            "somebody",
            "--as-group",
            group)
        .output();
  }

  private static JsonNode invokedBySam(String event) {
    team.write("event.json", event);
    String answer =
        team.done(
            "sam",
            "remote",
            "invoke",
            "Function",
            "--stack-name",
            "exec-guard",
            "--event-file",
            "event.json",
            "--output",
            "json");
    JsonNode response = JSON.readTree(answer.substring(answer.indexOf('{')));
    return JSON.readTree(response.path("Payload").asString(""));
  }

  private static Outcome register(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "infra/register-cluster",
                "--yes",
                ID,
                "--name",
                "tests",
                "--region",
                LocalAws.REGION));
    if (deployed()) {
      command.addAll(List.of("--url", stage(), "--ca", aws.certificate().toString()));
    }
    command.addAll(List.of(more));
    return team.run(command);
  }

  /// With certificates that vouch for another server.
  private static Outcome registerUnbelieved() {
    return team.run(
        "infra/register-cluster",
        "--yes",
        ID,
        "--url",
        stage(),
        "--ca",
        controlPlane.certificateAuthority().toString());
  }

  private static boolean deployed() {
    return !stage.isEmpty() || isThere();
  }

  private static boolean isThere() {
    return team.run("aws", "cloudformation", "describe-stacks", "--stack-name", "exec-guard")
            .exitCode()
        == 0;
  }

  private static Map<String, List<String>> entries() {
    return eks.entries(TokenChecker.CLUSTER);
  }

  private static void deploy() {
    team.done("infra/deploy", "--yes");
  }

  private static void hook() {
    var _ =
        calls.invoke(
            "CodeDeployHook_exec-guard",
            """
            {"DeploymentId": "d-1", "LifecycleEventHookExecutionId": "e-1"}""");
  }

  private static Outcome session() {
    return controlPlane
        .as(User.JANE)
        .typing("hello\n")
        .run("-n", "production", "exec", "-i", "web", "--", "cat");
  }

  /// The alias's version.
  private static String version() {
    return calls.version("exec-guard", "live");
  }

  /// What CloudFormation tells of the stack, as text.
  private static String stack(String what) {
    return team.done(
        "aws",
        "cloudformation",
        "describe-stacks",
        "--stack-name",
        "exec-guard",
        "--query",
        "Stacks[0]." + what,
        "--output",
        "text");
  }

  /// The same for as long as the stack stands.
  private static String stage() {
    if (stage.isEmpty()) {
      String url = stack("Outputs[?OutputKey=='Url'].OutputValue");
      stage = aws.stage(url.replaceFirst("https://([^.]+)\\..*", "$1").strip());
    }
    return stage;
  }

  private static List<String> lines() {
    return cloud.lines();
  }

  private static String token() {
    return registeredUrl().replaceFirst(".*/clusters/prod-eu/([^/]+)/.*", "$1");
  }

  private static String registeredUrl() {
    return registration("{.webhooks[0].clientConfig.url}");
  }

  private static String registration(String path) {
    return URLDecoder.decode(
        team.done(
            "kubectl",
            "get",
            "validatingwebhookconfiguration",
            "exec-guard",
            "--ignore-not-found",
            "--output",
            "jsonpath=" + path),
        StandardCharsets.UTF_8);
  }

  private static void assertRefused(Outcome outcome, String sentence) {
    assertEquals(2, outcome.exitCode(), outcome.toString());
    assertTrue(outcome.errors().contains(sentence), outcome.toString());
  }
}
