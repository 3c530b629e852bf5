package io.execguard.tool.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.kubectl.FakeKubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class ManyNamespacesTest extends NamespacesTest {
  /// As many as Kubernetes takes half of: more than a person reads, each for a machine.
  @Test
  void fiveThousandNamespacesAreAPageForAPersonAndALineEachForAMachine() throws IOException {
    Path many = many(5_000);
    FakeKubectl kubectl =
        kubectl(registered(), rbac(), "'get --raw=/api/v1/namespaces') cat '" + many + "' ;;\n");
    assertEquals(5_001, run(kubectl, "--output", "json").lines().size());
    List<String> page = run(kubectl).lines();
    assertTrue(page.size() < 60, () -> page.size() + " lines");
    assertTrue(
        page.stream().anyMatch(line -> line.startsWith("5000: n-0, n-1, ")), page.toString());
    assertTrue(
        page.stream().anyMatch(line -> line.contains("and 4988 more: has")), page.toString());
  }

  /// The namespace `payments`, again and again.
  private Path many(int count) throws IOException {
    JsonNode list =
        JsonMapper.shared().readTree(Files.readString(CAPTURED.resolve("namespaces.json")));
    JsonNode payments =
        list.path("items")
            .valueStream()
            .filter(item -> item.path("metadata").path("name").asString("").equals("payments"))
            .findFirst()
            .orElseThrow();
    ArrayNode items = JsonMapper.shared().createArrayNode();
    for (int i = 0; i < count; i++) {
      JsonNode copy = payments.deepCopy();
      ((ObjectNode) copy.path("metadata")).put("name", "n-" + i);
      items.add(copy);
    }
    ObjectNode copies = JsonMapper.shared().createObjectNode();
    copies.set("items", items);
    return Files.writeString(directory.resolve("many.json"), copies.toString());
  }
}
