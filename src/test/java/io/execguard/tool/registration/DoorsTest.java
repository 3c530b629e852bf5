package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.policy.Door;
import io.execguard.policy.NamespaceFacts;
import io.execguard.tool.Unasked;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The rendered registration, evaluated.
class DoorsTest {
  private static final Path REVIEWS = Path.of("src/test/resources/reviews");

  static Stream<Path> policies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/registrations"))) {
      List<Path> policies =
          Stream.concat(
                  Stream.of(Path.of("policy.yaml"), Path.of("policy-tests/examples/policy.yaml")),
                  files.filter(file -> file.toString().endsWith(".yaml")).sorted())
              .toList();
      assertTrue(policies.size() > 10);
      return policies.stream();
    }
  }

  static Stream<Path> reviews() throws IOException {
    try (Stream<Path> files = Files.list(REVIEWS)) {
      List<Path> reviews =
          files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertFalse(reviews.isEmpty());
      return reviews.stream();
    }
  }

  /// A condition that Kubernetes refuses makes the whole registration fail, and one with a typing
  /// error is an error at each request: all sessions refused, or none asked about.
  @ParameterizedTest
  @MethodSource("policies")
  void everyRenderedConditionIsOneThatKubernetesTakes(Path policy) {
    for (String cluster : List.of("prod-eu", "demo")) {
      assertEquals(List.of(), doors(policy.toString()).registration(cluster).mistakes());
    }
  }

  /// An event has the door in its path that a review was sent to. Without labels it is the one that
  /// fails closed; a grant may change labels, too, and then passes their door as well.
  @ParameterizedTest
  @MethodSource("reviews")
  void everyCapturedReviewGoesToTheDoorOfItsEvent(Path review) {
    Path event = Path.of("events").resolve(String.valueOf(review.getFileName()));
    Cursor tree =
        Cursor.at("event", new JsonReader(1 << 20).read(TextFile.utf8(event)).orElseThrow());
    assertEquals(
        tree.required("pathParameters").text("door"),
        words("policy.yaml", "demo", review, new NamespaceFacts.Unavailable("a-test"))
            .replaceFirst(",.*", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          policy.yaml               | exec-interactive-tty        | environment=production | sessions
          policy.yaml               | exec-interactive-tty        | environment=staging    | sessions-open
          policy.yaml               | exec-interactive-tty        | a=b                    | sessions-open
          policy.yaml               | attach-interactive          | environment=staging    | sessions-open
          policy.yaml               | debug-ephemeral-interactive | environment=production | sessions
          policy.yaml               | exec-command                | environment=production | commands
          policy.yaml               | attach-output               | a=b                    | commands
          policy.yaml               | run-interactive             | environment=production | run
          policy.yaml               | node-proxy-exec             | environment=production | node
          policy.yaml               | port-forward                | environment=production | tunnels
          policy.yaml               | pod-proxy                   | a=b                    | tunnels
          policy.yaml               | grant-made                  | a=b                    | grants
          policy.yaml               | grant-by-finalize           | a=b                    | grants, labels-open
          policy.yaml               | label-removed               | a=b                    | labels
          policy-tests/examples/policy.yaml | exec-command        | pci=                   | commands
          policy-tests/examples/policy.yaml | exec-command        | a=b                    | commands-open
          policy-tests/examples/policy.yaml | port-forward        | pci=                   | sessions
          policy-tests/examples/policy.yaml | port-forward        | pci=,sandbox=yes       | tunnels
          policy-tests/examples/policy.yaml | pod-proxy           | pci=                   | tunnels
          policy-tests/examples/policy.yaml | exec-interactive-tty | environment=staging   | sessions-open
          policy-tests/examples/policy.yaml | exec-interactive-tty | break-glass=           | sessions
          src/test/resources/registrations/none.yaml       | exec-interactive-tty | a=b    | sessions-open
          src/test/resources/registrations/everything.yaml | exec-interactive-tty | a=b    | sessions
          """)
  void aReviewGoesToTheDoorThatThePolicyMakesForItsNamespace(
      String policy, String review, String labels, String door) {
    Map<String, String> known =
        Arrays.stream(labels.split(",", -1))
            .map(label -> label.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    assertEquals(
        door,
        words(
            policy,
            "prod-ap",
            REVIEWS.resolve(review + ".json"),
            new NamespaceFacts.Known(known, Map.of())));
  }

  /// `explain` said that a mirror pod is denied: the door was guessed from what the review holds.
  /// What controllers and kubelets make is left out by a match condition, and nobody is asked.
  @Test
  void nobodyIsAskedAboutAMirrorPod() {
    for (String user :
        List.of("system:node:n1", "system:serviceaccount:kube-system:job-controller")) {
      Passage passage = passage(Unasked.podOf(user));
      assertEquals(
          new UnaskedRequest(
              "not-asked", "pods that the cluster's own controllers make are left out"),
          passage.unasked().orElseThrow());
    }
    assertTrue(passage(Unasked.podOf("system:serviceaccount:ci:deployer")).unasked().isEmpty());
  }

  @Test
  void saysWhatNoRuleNames() {
    assertEquals(
        "none: the API server asks no webhook: no rule of the registration names such a request",
        passage(Unasked.deletion()).sentence());
  }

  @Test
  void everyConditionThatIsShippedHasPlainWords() {
    Set<String> names =
        YamlFile.documents(Path.of("infra/registration.yaml"))
            .getFirst()
            .required("webhooks")
            .items()
            .stream()
            .flatMap(webhook -> webhook.items("matchConditions").stream())
            .map(condition -> condition.text("name"))
            .collect(Collectors.toSet());
    names.removeAll(ConditionWords.WORDS.keySet());
    assertEquals(Set.of(), names, "give them words in ConditionWords");
  }

  private static Passage passage(ReviewFile review) {
    return doors("policy.yaml")
        .passage(
            "demo",
            review,
            _ -> new NamespaceFacts.Known(Map.of("environment", "production"), Map.of()));
  }

  private static String words(String policy, String cluster, Path review, NamespaceFacts facts) {
    return doors(policy).passage(cluster, ReviewFile.read(review), _ -> facts).doors().stream()
        .map(Door::name)
        .collect(Collectors.joining(", "));
  }

  private static Doors doors(String policy) {
    return new Doors(ConfigurationFiles.policy(Path.of(policy)));
  }
}
