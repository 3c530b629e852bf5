package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.configuration.Configuration;
import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.json.Json;
import io.execguard.tool.CommandRun;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.files.YamlText;
import io.execguard.tool.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationCommandTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String STAGE = "https://x1.execute-api.eu-central-1.amazonaws.com/prod";

  @TempDir private Path directory;

  @BeforeEach
  void writeFleet() throws IOException {
    Files.writeString(directory.resolve("token"), TOKEN + "\n");
    Files.writeString(
        directory.resolve("clusters.yaml"),
        """
        clusters:
        - {id: tests, name: production, region: eu-central-1, tokens: ["sha256:%s"]}
        - {id: prod-us, name: production, region: us-east-1, tokens: ["sha256:%s"]}
        """
            .formatted(Digest.hex(TOKEN), "0".repeat(64)));
  }

  /// The file that people read, and that the doors' rules come from, is what is rendered for the
  /// policy beside it.
  @Test
  void theShippedRegistrationIsTheOneOfTheShippedPolicy() throws IOException {
    List<Json> shipped = webhooks(Path.of("infra/registration.yaml"));
    List<Json> rendered = webhooks(rendered("policy.yaml"));
    assertEquals(shipped.size(), rendered.size());
    for (int i = 0; i < shipped.size(); i++) {
      assertEquals(comparable(shipped.get(i)), comparable(rendered.get(i)));
    }
  }

  @Test
  void namesThePolicyAndTheCluster() throws IOException {
    Map<String, String> annotations =
        Map.of(
            "exec-guard.io/policy",
            Configuration.of(
                    ConfigurationFiles.policy(Path.of("policy.yaml")),
                    ConfigurationFiles.fleet(directory.resolve("clusters.yaml")))
                .policyDigest(),
            "exec-guard.io/cluster",
            "tests");
    List<Cursor> documents = YamlFile.documents(rendered("policy.yaml"));
    assertEquals(2, documents.size());
    for (Cursor document : documents) {
      Cursor metadata = document.required("metadata");
      assertEquals("exec-guard", metadata.text("name"));
      assertEquals(annotations, metadata.textMembers("annotations"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one-label           | sessions Fail 10, sessions-open Ignore 3, commands Ignore 3, run Ignore 3, node Fail 10, tunnels Ignore 3, grants Fail 10, labels Fail 10, labels-open Ignore 3
          several-labels      | sessions Fail 10, sessions-open Ignore 3, sessions-open.2 Ignore 3, commands Ignore 3, run Ignore 3, node Fail 10, tunnels Ignore 3, grants Fail 10, labels Fail 10, labels-open Ignore 3
          none                | sessions-open Ignore 3, commands Ignore 3, run Ignore 3, node Ignore 3, tunnels Ignore 3, grants Fail 10, labels-open Ignore 3
          dryrun              | sessions-open Ignore 3, commands Ignore 3, run Ignore 3, node Ignore 3, tunnels Ignore 3, grants Fail 10, labels-open Ignore 3
          everything          | sessions Fail 10, commands Ignore 3, run Ignore 3, node Fail 10, tunnels Ignore 3, grants Fail 10, labels-open Ignore 3
          port-forward        | sessions Fail 10, sessions-open Ignore 3, commands Ignore 3, run Ignore 3, node Ignore 3, sessions.port-forward Fail 10, sessions.port-forward.2 Fail 10, tunnels.port-forward Ignore 3, tunnels Ignore 3, grants Fail 10, labels Fail 10, labels-open Ignore 3
          """)
  void eachDoorFailsToTheSideThatThePolicyNeeds(String policy, String doors) throws IOException {
    List<String> found =
        YamlFile.read(rendered("src/test/resources/registrations/" + policy + ".yaml"))
            .required("webhooks")
            .items()
            .stream()
            .map(
                webhook ->
                    webhook.text("name").replace(".exec-guard.io", "")
                        + " "
                        + webhook.text("failurePolicy")
                        + " "
                        + YamlText.mutable(webhook.required("timeoutSeconds").json()))
            .toList();
    assertEquals(List.of(doors.split(", ")), found);
  }

  @Test
  void strictModeHoldsInAnOutageToo() throws IOException {
    String text = TextFile.text(rendered("src/test/resources/registrations/strict.yaml"));
    assertTrue(text.contains("- single commands: refused where strict mode means the namespace"));
    Cursor commands =
        YamlFile.read(rendered("src/test/resources/registrations/strict.yaml"))
            .required("webhooks")
            .items()
            .stream()
            .filter(webhook -> webhook.text("name").equals("commands.exec-guard.io"))
            .findFirst()
            .orElseThrow();
    assertEquals("Fail", commands.text("failurePolicy"));
  }

  @Test
  void theRecorderIsAskedWhereSomethingHasToBeOnRecord() throws IOException {
    Path file = rendered("src/test/resources/registrations/recorded.yaml");
    List<Cursor> documents = YamlFile.documents(file);

    assertEquals(2, documents.size());
    assertEquals("ValidatingWebhookConfiguration", documents.getFirst().text("kind"));
    assertEquals("MutatingWebhookConfiguration", documents.getLast().text("kind"));
    assertEquals("exec-guard", documents.getLast().required("metadata").text("name"));
    List<Cursor> recorders = documents.getLast().required("webhooks").items();
    assertEquals(
        List.of(
            "recorder.exec-guard.io Fail Never environment In [production, staging]",
            "recorder.2.exec-guard.io Fail Never environment NotIn [production, staging], tier In"
                + " [gold]"),
        recorders.stream().map(RegistrationCommandTest::recorder).toList());
    recorders.forEach(
        recorder ->
            assertTrue(
                recorder.required("clientConfig").text("url").endsWith("/recorder"),
                recorder.text("name")));
    assertTrue(
        TextFile.text(file)
            .contains("# - interactive execs, where they have to be on record: refused"));
  }

  private static String recorder(Cursor webhook) {
    return webhook.text("name")
        + " "
        + webhook.text("failurePolicy")
        + " "
        + webhook.text("reinvocationPolicy")
        + " "
        + webhook.required("namespaceSelector").items("matchExpressions").stream()
            .map(one -> one.text("key") + " " + one.text("operator") + " " + one.texts("values"))
            .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-label", "none", "dryrun", "everything", "strict"})
  void thereIsNoRecorderWhereNothingHasToBeOnRecord(String policy) throws IOException {
    Path file = rendered("src/test/resources/registrations/" + policy + ".yaml");

    assertEquals(1, YamlFile.documents(file).size());
    assertFalse(TextFile.text(file).contains("recorder"));
  }

  /// The recorder refuses in an outage what `sessions` refuses as well, and nothing else.
  @Test
  void theShippedRecorderMeansTheNamespacesOfTheShippedSessions() {
    List<Cursor> documents = YamlFile.documents(Path.of("infra/registration.yaml"));
    Cursor sessions = documents.getFirst().required("webhooks").items().getFirst();
    Cursor recorder = documents.getLast().required("webhooks").items().getFirst();

    assertEquals(
        YamlText.mutable(sessions.required("namespaceSelector").json()),
        YamlText.mutable(recorder.required("namespaceSelector").json()));
  }

  @Test
  void saysWhyItFailsForAll() throws IOException {
    StringBuilder policy = new StringBuilder("constraints:\n");
    for (int i = 0; i < 6; i++) {
      policy.append(
          "- {name: c%1$d, match: {namespaceSelector: {matchLabels: {a%1$d: x, b%1$d: x}}}}\n"
              .formatted(i));
    }
    Path file = directory.resolve("many.yaml");
    Files.writeString(file, policy.toString());
    String text = TextFile.text(rendered(file.toString()));
    assertTrue(text.contains("# - sessions: Fail for all, because the namespaces that"), text);
    assertTrue(text.contains("# - sessions: refused everywhere"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://x.example.com/prod",
        "https://user@x.example.com/prod",
        "https://x.example.com/prod?a=b",
        "https://x.example.com/prod#a",
        "https:///prod",
        "x.example.com",
        "https://x y/",
        ""
      })
  void refusesWhatIsNoWebhooksUrl(String url) {
    registration("policy.yaml", "--url", url, "--cluster", "tests", "--token-file", token())
        .assertMistake(
            "--url is no webhook's: it has to be https, without user, query and fragment, like"
                + " https://API.execute-api.REGION.amazonaws.com/STAGE");
  }

  @Test
  void refusesATokenThatTheFunctionWouldNotKnow() {
    CommandRun run =
        registration(
            "policy.yaml", "--url", STAGE, "--cluster", "prod-us", "--token-file", token());
    assertEquals(ExitCodes.MISTAKE, run.code());
    assertTrue(run.err().contains("every call would be answered 401"), run.err());
    assertFalse(run.err().contains(TOKEN), "a token belongs into no terminal");
  }

  @Test
  void refusesAFileWithoutAToken() throws IOException {
    Files.writeString(directory.resolve("token"), "two words\n");
    registration("policy.yaml", "--url", STAGE, "--cluster", "tests", "--token-file", token())
        .assertMistake(
            token()
                + " holds no token: one line of letters, digits and -._~, as openssl rand -hex 32"
                + " makes it");
  }

  @Test
  void refusesAClusterThatIsNotInTheFleet() {
    registration("policy.yaml", "--url", STAGE, "--cluster", "prod", "--token-file", token())
        .assertMistake(
            "--cluster prod is not in "
                + directory.resolve("clusters.yaml")
                + "; known: tests, prod-us");
  }

  @Test
  void refusesAnAuthorityThatIsNone() throws IOException {
    Path file = Files.writeString(directory.resolve("ca.crt"), "rubbish");
    registration(
            "policy.yaml",
            "--url",
            STAGE,
            "--cluster",
            "tests",
            "--token-file",
            token(),
            "--ca",
            file.toString())
        .assertMistake(file + " holds no certificate as PEM");
  }

  /// Reserved for a group that nobody is in, nobody could have granted.
  @ParameterizedTest
  @CsvSource({
    "'',                   '\"\" is no group''s name'",
    "system:authenticated, '\"system:authenticated\" means everybody; name a group of people'",
  })
  void reservesGrantsForAGroupOfPeopleAlone(String group, String sentence) {
    CommandRun run =
        registration(
            "policy.yaml",
            "--url",
            STAGE,
            "--cluster",
            "tests",
            "--token-file",
            token(),
            "--reserve-grants",
            group);
    assertEquals(ExitCodes.MISTAKE, run.code());
    assertTrue(run.err().contains("--reserve-grants " + sentence), run.err());
    assertEquals("", run.out());
  }

  @Test
  void theFloorSaysWhatItCosts() {
    CommandRun run =
        registration(
            "policy.yaml",
            "--url",
            STAGE,
            "--cluster",
            "tests",
            "--token-file",
            token(),
            "--floor",
            "--reserve-grants",
            "leads");
    run.assertDone();
    assertTrue(run.out().contains("in no record of the guard's, only in the audit log"));
    assertTrue(run.out().contains("knows no clock"));
    assertTrue(run.out().contains("name: exec-guard-floor-deny-interactive-exec"));
    assertTrue(run.out().contains("''leads'' in request.userInfo.groups"), run.out());
  }

  private String token() {
    return directory.resolve("token").toString();
  }

  private Path rendered(String policy) throws IOException {
    CommandRun run =
        registration(policy, "--url", STAGE + "/", "--cluster", "tests", "--token-file", token());
    run.assertDone();
    Path file = directory.resolve("rendered.yaml");
    Files.writeString(file, run.out());
    return file;
  }

  private CommandRun registration(String policy, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "registration",
                "--policy",
                policy,
                "--clusters",
                directory.resolve("clusters.yaml").toString()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all);
  }

  private static List<Json> webhooks(Path file) {
    return YamlFile.documents(file).getFirst().required("webhooks").items().stream()
        .map(Cursor::json)
        .toList();
  }

  /// Without what only the command line knows.
  private static Object comparable(Json webhook) {
    Map<String, Object> members = new LinkedHashMap<>(YamlText.mutable((Json.Members) webhook));
    members.remove("clientConfig");
    return members;
  }
}
