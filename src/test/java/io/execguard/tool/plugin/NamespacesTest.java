package io.execguard.tool.plugin;

import io.execguard.tool.CommandRun;
import io.execguard.tool.kubectl.FakeKubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// What the tests of `exec-guard namespaces` share: a kubectl that answers with what a real API
/// server has said.
abstract class NamespacesTest extends PluginTest {
  static final Path CAPTURED = Path.of("src/test/resources/namespaces").toAbsolutePath();
  static final String RBAC = "'get --raw=/apis/rbac.authorization.k8s.io/v1/";

  @BeforeEach
  void writePolicyOfAnEnvironment() throws IOException {
    policy(
        """
        constraints:
        - name: prod
          match:
            namespaceSelector: {matchLabels: {environment: production}}
            excludedNamespaces: ["*-ci"]
          breakGlass: {maxDuration: 4h}
        """);
  }

  void policy(String yaml) throws IOException {
    policy = Files.writeString(directory.resolve("policy.yaml"), yaml);
  }

  FakeKubectl captured() throws IOException {
    return kubectl(registered(), rbac(), namespaces());
  }

  static String namespaces() {
    return "'get --raw=/api/v1/namespaces') cat '" + CAPTURED.resolve("namespaces.json") + "' ;;\n";
  }

  static String rbac() {
    return Stream.of("clusterroles", "clusterrolebindings", "roles", "rolebindings")
        .map(kind -> RBAC + kind + "') cat '" + CAPTURED.resolve(kind + ".json") + "' ;;\n")
        .collect(Collectors.joining());
  }

  CommandRun run(FakeKubectl kubectl, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "namespaces",
                "--kubectl",
                kubectl.program().toString(),
                "--policy",
                policy.toString(),
                "--clusters",
                "events/clusters.yaml"));
    words.addAll(List.of(more));
    return CommandRun.of(words);
  }
}
