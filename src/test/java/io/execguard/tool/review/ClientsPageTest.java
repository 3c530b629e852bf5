package io.execguard.tool.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The policy that `docs/clients.md` shows is the one that the policy tests run.
final class ClientsPageTest {
  @Test
  void showsThePolicyThatIsTested() throws IOException {
    String shown =
        Files.readString(Path.of("docs/clients.md")).split("```yaml\n", 2)[1].split("```", 2)[0];
    String tested = Files.readString(Path.of("policy-tests/examples/clients-policy.yaml"));

    assertEquals(tested.substring(tested.indexOf("constraints:")), shown);
  }
}
