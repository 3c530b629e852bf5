package io.execguard.tool.plugin;

import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.tool.CommandRun;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.kubectl.FakeKubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What the tests of the plugin's verbs share: a policy, a registration that names it, and a
/// kubectl that answers. Its sentences were printed by kubectl 1.36 before a kube-apiserver 1.36.
abstract class PluginTest {
  static final String WHO = "'auth whoami'*) printf %s jane ;;\n";
  static final String WHERE = "'config view --minify'*) printf %s payments ;;\n";
  static final String REGISTRATION = "'get --raw=/apis/admissionregistration.k8s.io/v1/'*) ";
  static final String NO_REGISTRATION =
      REGISTRATION
          + "echo 'Error from server (NotFound):"
          + " validatingwebhookconfigurations.admissionregistration.k8s.io \"exec-guard\" not found'"
          + " >&2; exit 1 ;;\n";

  static final String NAMESPACE =
      "'get --raw=/api/v1/namespaces/'*) echo '{\"metadata\": {\"name\": \"payments\"}}' ;;\n";
  static final String TAKEN = "'annotate '*) echo namespace/payments annotated ;;\n";

  @TempDir Path directory;

  /// Constraint `a` takes 4h and is about everything.
  Path policy = Path.of("");

  @BeforeEach
  void writePolicy() throws IOException {
    policy = directory.resolve("policy.yaml");
    Files.writeString(policy, "constraints: [{name: a, breakGlass: {maxDuration: 4h}}, {name: b}]");
  }

  /// The registration that is rendered for the policy.
  String registered() {
    return registered(
        Configuration.of(ConfigurationFiles.policy(policy), new Fleet(List.of())).policyDigest());
  }

  static String registered(String digest) {
    return REGISTRATION
        + "echo '{\"metadata\": {\"annotations\": {\"exec-guard.io/policy\": \""
        + digest
        + "\", \"exec-guard.io/cluster\": \"prod-eu\"}}}' ;;\n";
  }

  FakeKubectl kubectl(String... arms) throws IOException {
    return FakeKubectl.answering(directory, String.join("", arms));
  }

  /// @param arguments a verb and what it takes
  static CommandRun run(FakeKubectl kubectl, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("guard", arguments.getFirst()));
    all.addAll(List.of("--kubectl", kubectl.program().toString()));
    all.addAll(arguments.subList(1, arguments.size()));
    return CommandRun.of(all);
  }

  CommandRun grant(FakeKubectl kubectl, String... arguments) {
    List<String> all = new ArrayList<>(List.of("grant", "--policy", policy.toString()));
    all.addAll(List.of(arguments));
    return run(kubectl, all);
  }
}
