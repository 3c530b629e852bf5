package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.tool.files.ConfigurationFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class NamespaceAnswersTest {
  private static final Path EXAMPLES = Path.of("policy-tests/examples/policy.yaml");

  static Stream<Path> policies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/registrations"))) {
      List<Path> policies =
          Stream.concat(
                  Stream.of(Path.of("policy.yaml"), EXAMPLES),
                  files.filter(file -> file.toString().endsWith(".yaml")).sorted())
              .toList();
      assertTrue(policies.size() > 10);
      return policies.stream();
    }
  }

  /// What a request comes to: who objects, the doors that it passes, and what an outage does there.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          policy.yaml | demo    | shop | environment=production | exec        | deny-interactive-exec | recorder sessions | refused
          policy.yaml | demo    | shop | environment=production | attach      | deny-interactive-exec | sessions          | refused
          policy.yaml | demo    | shop | environment=production | debug       | deny-interactive-exec | sessions          | refused
          policy.yaml | demo    | shop | environment=production | run         | deny-interactive-exec | run               | admitted
          policy.yaml | demo    | shop | environment=production | nodeShell   | deny-interactive-exec | node run          | refused
          policy.yaml | demo    | shop | environment=production | nodeProxy   | deny-interactive-exec | node              | refused
          policy.yaml | demo    | shop | environment=production | portForward | ''                    | tunnels           | admitted
          policy.yaml | demo    | shop | environment=production | command     | ''                    | commands          | admitted
          policy.yaml | demo    | shop | environment=Production | exec        | ''                    | sessions-open     | admitted
          policy.yaml | demo    | shop | environment=Production | nodeShell   | deny-interactive-exec | node run          | refused
          policy.yaml | demo    | shop | environment=Production | nodeProxy   | ''                    | node              | refused
          policy-tests/examples/policy.yaml | prod-eu | shop | environment=production | exec | production | sessions | refused
          policy-tests/examples/policy.yaml | prod-ap | shop | environment=production | exec | ''         | sessions-open | admitted
          policy-tests/examples/policy.yaml | prod-eu | kube-x | environment=production | exec | ''       | sessions-open | admitted
          policy-tests/examples/policy.yaml | prod-eu | shop | pci=1             | command     | cardholder-data | commands      | refused
          policy-tests/examples/policy.yaml | prod-eu | shop | pci=1             | portForward | cardholder-data | sessions      | refused
          policy-tests/examples/policy.yaml | prod-eu | shop | pci=1,sandbox=yes | command     | ''              | commands-open | admitted
          policy-tests/examples/policy.yaml | prod-eu | shop | team=trial        | exec        | trial           | sessions-open | admitted
          """)
  void tellsWhoObjectsTheDoorsAndTheOutage(
      Path policy,
      String cluster,
      String namespace,
      String labels,
      String request,
      String constraints,
      String doors,
      String outage) {
    NamespaceAnswer answer = answers(policy, cluster).of(namespace, labels(labels));
    NamespaceAnswer.Request found =
        answer.requests().stream()
            .filter(each -> each.sample().word().equals(request))
            .findFirst()
            .orElseThrow();
    assertEquals(
        constraints,
        answer.constraints().stream()
            .filter(reach -> reach.requests().contains(request))
            .map(reach -> reach.constraint().name())
            .collect(Collectors.joining(" ")));
    assertEquals(doors, String.join(" ", found.doors()));
    assertEquals(outage, found.outage());
  }

  @Test
  void everyKindOfSessionIsAskedAbout() {
    assertEquals(
        Stream.concat(Arrays.stream(Session.values()).map(Session::word), Stream.of("command"))
            .toList(),
        SampleRequest.all().stream().map(SampleRequest::word).toList());
  }

  /// Ten thousand namespaces are asked about once for each kind of them: what it takes for one that
  /// is of a known kind must not be more than to look at its labels.
  @Test
  void namespacesThatNoConstraintTellsApartHaveOneAnswer() {
    NamespaceAnswers answers = answers(Path.of("policy.yaml"), "demo");
    NamespaceAnswer production = answers.of("shop", Map.of("environment", "production"));
    NamespaceAnswer other = answers.of("web", Map.of("team", "web"));
    for (int i = 0; i < 5_000; i++) {
      assertSame(
          production,
          answers.of("shop-" + i, Map.of("environment", "production", "team", "t" + i)));
      assertSame(other, answers.of("web-" + i, Map.of("environment", "e" + i)));
    }
  }

  /// An answer that was kept for another namespace has to be this one's, too.
  @ParameterizedTest
  @MethodSource("policies")
  void anAnswerThatIsKeptIsTheOneThatWouldBeGiven(Path policy) {
    NamespaceAnswers keeping = answers(policy, "prod-eu");
    for (String name : List.of("shop", "kube-system", "doors-both")) {
      for (Map<String, String> labels : labelings(ConfigurationFiles.policy(policy))) {
        assertEquals(
            told(keeping.asked(name, labels)), told(keeping.of(name, labels)), () -> name + labels);
      }
    }
  }

  /// Each value that the policy names for one key, and others.
  private static List<Map<String, String>> labelings(Policy policy) {
    List<Map<String, String>> labelings = new ArrayList<>(List.of(Map.of()));
    policy
        .constraints()
        .forEach(
            constraint ->
                constraint
                    .match()
                    .namespaceSelector()
                    .requirements()
                    .forEach(
                        requirement ->
                            Stream.concat(requirement.values().stream(), Stream.of("other"))
                                .forEach(
                                    value -> labelings.add(Map.of(requirement.key(), value)))));
    Map<String, String> all = new TreeMap<>();
    labelings.forEach(all::putAll);
    labelings.add(all);
    return labelings.stream().distinct().toList();
  }

  private static String told(NamespaceAnswer answer) {
    return answer.constraints()
        + answer.requests().stream()
            .map(request -> request.sample().word() + request.ways())
            .toList()
            .toString();
  }

  private static NamespaceAnswers answers(Path policy, String cluster) {
    return new NamespaceAnswers(ConfigurationFiles.policy(policy), cluster);
  }

  private static Map<String, String> labels(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(label -> label.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
