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
import java.util.stream.IntStream;
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
        patterns()
            .map(pattern -> pattern.replace("[i\u0131]", "i"))
            .map(pattern -> pattern.replaceFirst(".*\\(([a-z_|]+)\\)\\$", "$1"))
            .toList();

    assertEquals(5, lists.size());
    lists.forEach(
        list ->
            assertEquals(
                WORDS,
                Stream.of(list.toUpperCase(Locale.ROOT).split("\\|")).collect(Collectors.toSet())));
  }

  /// `sys_adm\u0131n` in a pod without stdin left no record, and in an outage `kubectl run -i`
  /// opened a shell with it: containerd writes capitals, and Unicode's capital of a dotless i is an
  /// I.
  @Test
  void theRegistrationAsksForEveryLetterOfWhichContainerdMakesOneOfTheirs() {
    List<String> letters =
        IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
            .mapToObj(Character::toString)
            .filter(letter -> letter.toUpperCase(Locale.ROOT).matches("[A-Z]"))
            .toList();
    assertEquals(List.of("\u0131", "\u017f"), letters);

    for (String letter : letters) {
      for (String word : WORDS) {
        String other = word.replace(letter.toUpperCase(Locale.ROOT), letter);
        patterns()
            .forEach(
                pattern ->
                    assertTrue(
                        com.google.re2j.Pattern.matches(pattern, "CAP_" + other), other + pattern));
      }
    }
  }

  @Test
  void theRecordsSchemaHasThem() {
    String schema = TextFile.text(Path.of("schemas/record.schema.json"));

    for (String word : WORDS) {
      assertTrue(schema.contains("\"" + word + "\""), word);
    }
    assertTrue(schema.contains("\"" + NodeCapabilities.SYS_PTRACE + "\""));
  }

  /// As CEL reads them.
  private static Stream<String> patterns() {
    return Pattern.compile("a\\.matches\\('([^']+)'\\)")
        .matcher(TextFile.text(Path.of("infra/registration.yaml")))
        .results()
        .map(found -> found.group(1).replace("\\u0131", "\u0131"));
  }
}
