package io.execguard.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.admission.Mask;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes of which the policy's digest is taken.
class PolicyWriterTest {
  /// A word that came later and is not used changes no digest: records of years name it.
  private static final String SHORTEST =
      """
      {"constraints":[{"name":"a","enforcementAction":"deny","match":{"clusters":["*"],\
      "namespaceSelector":{"matchLabels":{},"matchExpressions":[]},"excludedNamespaces":[],\
      "sessions":["exec","attach","debug","run","nodeShell","nodeProxy"]},"message":"",\
      "exempt":{"groups":[],"roles":[],"serviceAccounts":[]}}],"record":{"mask":[]}}""";

  private static final String LONGEST =
      """
      {"constraints":[{"name":"a","enforcementAction":"record","match":{"clusters":["prod-eu"],\
      "namespaceSelector":{"matchLabels":{"team":"pay"},"matchExpressions":[\
      {"key":"environment","operator":"In","values":["production","staging"]}]},\
      "podSelector":{"matchLabels":{},"matchExpressions":[\
      {"key":"app","operator":"Exists","values":[]}]},\
      "excludedNamespaces":["kube-*"],"sessions":["exec","portForward"]},"message":"Runbook: x",\
      "exempt":{"groups":["leads"],"roles":["arn:aws:iam::222222222222:role/on-call"],\
      "permissionSets":["222222222222:OnCall"],"serviceAccounts":["ci:deployer"],"recorded":true},\
      "allowedCommands":["ls"],"breakGlass":{"maxDuration":"1h30m","secondPerson":true,\
      "grantors":{"groups":["sres"],"roles":[],"permissionSets":["222222222222:Sre"]},\
      "recorded":true}}],"record":{"mask":["-p\\\\S+"],"outputLimit":"65536","banner":"Recorded."}}""";

  @Test
  void leavesAwayWhatIsAsItWasBeforeThereWasAWordForIt() {
    assertEquals(SHORTEST, written(read("{\"constraints\":[{\"name\":\"a\"}]}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {SHORTEST, LONGEST})
  void writesWhatIsReadTheSameBytesAgain(String policy) {
    assertEquals(policy, written(read(policy)));
  }

  @Test
  void keepsTheOrderOfTheFile() {
    String file = "{\"constraints\":[{\"name\":\"b\"},{\"name\":\"a\"}]}";
    Policy policy = read(file);
    assertEquals(policy, read(written(policy)));
    assertEquals("b", policy.constraints().getFirst().name());
  }

  private static String written(Policy policy) {
    return new String(PolicyWriter.write(policy), StandardCharsets.UTF_8);
  }

  private static Policy read(String json) {
    return switch (PolicyDocument.read(Function.tree(json), Mask::new)) {
      case FileResult.Valid<Policy>(Policy policy) -> policy;
      case FileResult.Mistaken<Policy> mistaken -> throw new AssertionError(mistaken);
    };
  }
}
