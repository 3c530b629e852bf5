package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.NodeCapabilities;
import io.execguard.tool.files.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The capabilities that mean the node stand in three places, and a word that one of them lacked
/// would open a door or break a record.
final class NodeConditionsTest {
  private static final Set<String> WORDS =
      Stream.concat(NodeCapabilities.WORDS.stream(), Stream.of(NodeCapabilities.ALL))
          .collect(Collectors.toSet());

  @Test
  void theRegistrationAsksForTheCapabilitiesThatThePolicyKnows() {
    List<String> lists =
        Pattern.compile("\\(cap_\\)\\?\\(([a-z_|]+)\\)")
            .matcher(TextFile.text(Path.of("infra/registration.yaml")))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertEquals(5, lists.size());
    lists.forEach(
        list ->
            assertEquals(
                WORDS,
                Stream.of(list.toUpperCase(Locale.ROOT).split("\\|")).collect(Collectors.toSet())));
  }

  @Test
  void theRecordsSchemaHasThem() {
    String schema = TextFile.text(Path.of("schemas/record.schema.json"));

    for (String word : WORDS) {
      assertTrue(schema.contains("\"" + word + "\""), word);
    }
    assertTrue(schema.contains("\"" + NodeCapabilities.SYS_PTRACE + "\""));
  }
}
