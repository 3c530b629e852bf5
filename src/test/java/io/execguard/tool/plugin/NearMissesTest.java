package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.Policy;
import io.execguard.tool.files.ConfigurationFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A namespace that everybody took for production, and that no constraint meant: its label was
/// `environment=Production`, and Kubernetes compares letter by letter.
final class NearMissesTest {
  private static final String POLICY =
      """
      constraints:
      - name: prod
        match:
          namespaceSelector: {matchLabels: {environment: production}}
          excludedNamespaces: ["*-ci"]
      - name: cards
        match:
          clusters: [prod-eu]
          namespaceSelector:
            matchExpressions:
            - {key: pci, operator: Exists}
            - {key: sandbox, operator: NotIn, values: ["yes"]}
            - {key: retired, operator: DoesNotExist}
      - name: both
        enforcementAction: dryrun
        match: {namespaceSelector: {matchLabels: {tier: gold, stage: live}}}
      - name: staging-hint
        enforcementAction: warn
        match: {namespaceSelector: {matchExpressions: [{key: environment, operator: In, values: [staging]}]}}
      - name: nodes
        match: {namespaceSelector: {matchLabels: {floor: ground}}, sessions: [nodeShell]}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web            | environment=Production          | has environment=Production; with environment=production, prod (deny) would mean it
          web            | environment=prodution           | has environment=prodution; with environment=production, prod (deny) would mean it
          web            | environment=prod                | has environment=prod; with environment=production, prod (deny) would mean it
          web            | environment=                    | ''
          web            | env=production                  | has env=production; with environment=production, prod (deny) would mean it
          web            | Env=Production                  | has Env=Production; with environment=production, prod (deny) would mean it
          web            | Environment=production          | has Environment=production; with environment=production, prod (deny) would mean it
          web            | example.com/environment=production | has example.com/environment=production; with environment=production, prod (deny) would mean it
          web            | env=development                 | ''
          web            | environment=development         | ''
          web            | environment=preproduction       | ''
          web            | environment=development,env=production | ''
          web            | a=b                             | ''
          shop-prod      | a=b                             | has no label environment, and a name like production; with environment=production, prod (deny) would mean it
          shop-prod      | environment=development         | ''
          shop-ci        | environment=production          | has environment=production and a name that excludedNamespaces has (*-ci): its name alone keeps it out of prod (deny)
          shop-ci        | environment=Production          | ''
          web            | PCI=1                           | has PCI=1; with a label pci, cards (deny) would mean it
          web            | pci-scope=none                  | ''
          web            | pci=1,sandbox=yes               | ''
          web            | pci=1,sandbox=Yes               | has sandbox=Yes; with sandbox=yes, cards (deny) would not mean it
          web            | pci=1,retierd=1                 | has retierd=1; with a label retired, cards (deny) would not mean it
          web            | pci=1,team=a                    | ''
          web            | tier=Gold,stage=live            | has tier=Gold; with tier=gold, both (dryrun) would mean it
          web            | Tier=gold,stage=Live            | has Tier=gold and stage=Live; with tier=gold and stage=live, both (dryrun) would mean it
          web            | tier=Gold,stage=test            | ''
          web            | tier=Gold                       | ''
          web            | floor=Ground                    | ''
          """)
  void callsOutWhatAConstraintNearlyMeans(String namespace, String labels, String sentence)
      throws IOException {
    assertEquals(
        sentence,
        misses("prod-eu", Set.of(), namespace, labels(labels)).stream()
            .map(NearMiss::sentence)
            .collect(Collectors.joining(" ")));
  }

  /// The namespaces of one team were near misses of the constraint for another's.
  @Test
  void whatThePolicyNamesSomewhereIsMeant() throws IOException {
    NearMisses misses =
        new NearMisses(
            policy(
                """
                constraints:
                - {name: a, match: {namespaceSelector: {matchLabels: {team: team-a}}}}
                - {name: b, match: {namespaceSelector: {matchLabels: {team: team-b}}}}
                """),
            "",
            Set.of());
    assertEquals(List.of(), misses.of("web", Map.of("team", "team-b")));
    assertEquals(
        List.of("a", "b"),
        misses.of("web", Map.of("team", "team-c")).stream()
            .map(miss -> miss.constraint().name())
            .toList());
    assertEquals(List.of(), misses.of("web", Map.of("team", "web", "teams", "team-a")));
  }

  @Test
  void aConstraintOfAnotherClusterIsNoConcernOfThisOne() throws IOException {
    assertEquals(List.of(), misses("prod-us", Set.of(), "web", Map.of("PCI", "1")));
  }

  /// Namespaces that are selected by their names were near misses of each other.
  @Test
  void theNameOfANamespaceThatThereIsIsNoMisspelling() throws IOException {
    String policy =
        "constraints: [{name: a, match: {namespaceSelector: {matchExpressions: [{key:"
            + " kubernetes.io/metadata.name, operator: In, values: [team-a, payments]}]}}}]";
    NearMisses misses = new NearMisses(policy(policy), "", Set.of("team-a", "team-b", "paymnets"));
    assertEquals(List.of(), misses.of("team-b", Map.of("kubernetes.io/metadata.name", "team-b")));
    assertEquals(
        List.of(
            "has kubernetes.io/metadata.name=paymnets; with kubernetes.io/metadata.name=payments,"
                + " a (deny) would mean it"),
        misses.of("paymnets", Map.of("kubernetes.io/metadata.name", "paymnets")).stream()
            .map(NearMiss::sentence)
            .toList());
  }

  private List<NearMiss> misses(
      String cluster, Set<String> namespaces, String namespace, Map<String, String> labels)
      throws IOException {
    return new NearMisses(policy(POLICY), cluster, namespaces).of(namespace, labels);
  }

  private Policy policy(String yaml) throws IOException {
    return ConfigurationFiles.policy(
        Files.writeString(directory.resolve("near-misses.yaml"), yaml));
  }

  private static Map<String, String> labels(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(label -> label.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
