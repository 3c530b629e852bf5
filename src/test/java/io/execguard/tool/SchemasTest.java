package io.execguard.tool;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.tool.files.JsonText;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.Trouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The schemas, which editors read, and the check, which the build runs, say the same.
public class SchemasTest {
  private static final JsonSchema POLICY = JsonSchema.of("policy");
  private static final JsonSchema CLUSTERS = JsonSchema.of("clusters");

  /// What a schema cannot say, and why.
  private static final Map<String, String> BEYOND_A_SCHEMA =
      Map.ofEntries(
          entry("policies name-twice", "uniqueItems compares whole items, not one key of them"),
          entry("policies cluster-not-in-the-fleet", "the ids are in another file"),
          entry("policies allowed-shell", "policy.Interpreters has the list"),
          entry("policies allowed-busybox", "policy.Interpreters has the list"),
          entry("policies allowed-env", "policy.Interpreters has the list"),
          entry("policies allowed-linker", "policy.Interpreters has the list"),
          entry("policies allowed-musl-linker", "policy.Interpreters has the list"),
          entry("policies allowed-python-with-a-version", "policy.Interpreters has the list"),
          entry("policies allowed-shell-in-upper-case", "policy.Interpreters has the list"),
          entry("policies allowed-windows-shell", "policy.Interpreters has the list"),
          entry("policies allowed-judges-nothing", "the default of sessions is not in the file"),
          entry("policies break-glass-opens-nothing", "it is about another key's only item"),
          entry("policies break-glass-of-no-time", "no keyword compares durations"),
          entry("policies break-glass-too-long", "no keyword compares durations"),
          entry("policies output-limit-of-63-kibibytes", "no keyword counts Ki"),
          entry("policies output-limit-of-two-gibibytes", "no keyword counts Gi"),
          entry("policies mask-is-no-pattern", "no format stands for RE2's syntax"),
          entry("policies mask-looks-around", "no format stands for RE2's syntax"),
          entry("policies mask-refers-back", "no format stands for RE2's syntax"),
          entry("policies mask-of-the-empty-text", "no keyword runs a pattern"),
          entry("fleets id-twice", "uniqueItems compares whole items, not one key of them"),
          entry("fleets token-of-two-clusters", "no keyword compares across items"),
          entry(
              "fleets token-of-the-demonstration",
              "events/clusters.yaml has it, under this schema"));

  static Stream<Sample> samples() {
    return Stream.concat(Sample.valid(), Sample.invalid()).filter(SchemasTest::isOneDocument);
  }

  static Stream<String> exceptions() {
    return BEYOND_A_SCHEMA.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void schemaAndCheckGiveTheSameVerdict(Sample sample) {
    List<String> mistakes = schema(sample).mistakes(json(sample));
    boolean beyond = BEYOND_A_SCHEMA.containsKey(sample.toString());
    assertEquals(sample.check().code() == 0 || beyond, mistakes.isEmpty(), mistakes.toString());
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void eachExceptionIsASample(String name) {
    String[] words = name.split(" ", 2);
    assertTrue(Files.exists(Sample.invalid(words[0], words[1]).file()), name);
  }

  /// The sample has an unknown key, so the check lists the known ones.
  @ParameterizedTest
  @CsvSource({
    "policies, unknown-key-in-the-file,       policy,   ''",
    "policies, unknown-key-in-a-constraint,   policy,   $defs constraint",
    "policies, unknown-key-in-exempt,         policy,   $defs exempt",
    "policies, unknown-key-in-break-glass,    policy,   $defs breakGlass",
    "policies, unknown-key-in-grantors,       policy,   $defs grantors",
    "policies, unknown-key-in-record,         policy,   properties record",
    "policies, unknown-key-in-match,          policy,   $defs match",
    "policies, unknown-key-in-the-selector,   policy,   $defs labelSelector",
    "policies, unknown-key-in-an-expression,  policy,"
        + " $defs labelSelector properties matchExpressions items",
    "fleets,   unknown-key-in-the-file,       clusters, ''",
    "fleets,   unknown-key-in-a-cluster,      clusters, properties clusters items",
    "fleets,   unknown-key-in-a-role,         clusters,"
        + " properties clusters items properties role"
  })
  void schemaAndCheckKnowTheSameKeys(String kind, String sample, String schema, String place) {
    assertEquals(
        listed(kind, sample, "; it takes "),
        new TreeSet<>(at(schema, place).required("properties").names()));
    assertFalse(at(schema, place).flag("additionalProperties"));
    assertTrue(at(schema, place).optional("additionalProperties").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "action-unknown,         $defs constraint properties enforcementAction",
    "session-unknown,        $defs match properties sessions items",
    "operator-in-lower-case, $defs labelSelector properties matchExpressions items"
        + " properties operator"
  })
  void schemaAndCheckKnowTheSameWords(String sample, String place) {
    Set<String> words =
        at("policy", place).items("enum").stream()
            .filter(word -> !(word.json() instanceof Json.Null))
            .map(Cursor::text)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(listed(Sample.POLICIES, sample, "; it has to be one of "), words);
  }

  @Test
  void everyObjectOfTheSchemasIsCompared() {
    assertEquals(9, closedObjects("policy"));
    assertEquals(3, closedObjects("clusters"));
  }

  private static long closedObjects(String schema) {
    String text = TextFile.text(Path.of("schemas", schema + ".schema.json"));
    return text.lines().filter(line -> line.contains("\"additionalProperties\": false")).count();
  }

  private static Set<String> listed(String kind, String sample, String behind) {
    String said = Sample.invalid(kind, sample).expected()[0];
    String list = said.substring(said.indexOf(behind) + behind.length());
    return new TreeSet<>(Arrays.asList(list.split(", ", -1)));
  }

  private static Cursor at(String schema, String place) {
    byte[] text = TextFile.bytes(Path.of("schemas", schema + ".schema.json"));
    Cursor cursor = Cursor.at("schema", new JsonReader(1 << 20).read(text).orElseThrow());
    for (String name : place.isEmpty() ? new String[0] : place.split(" ", -1)) {
      cursor = cursor.required(name);
    }
    return cursor;
  }

  private static JsonSchema schema(Sample sample) {
    return sample.kind().equals(Sample.POLICIES) ? POLICY : CLUSTERS;
  }

  /// Duplicate keys, two documents, tabs and so on: what is no tree has nothing that a schema could
  /// look at.
  private static boolean isOneDocument(Sample sample) {
    try {
      YamlFile.read(sample.file());
      return true;
    } catch (Trouble _) {
      return false;
    }
  }

  private static String json(Sample sample) {
    return json(YamlFile.read(sample.file()));
  }

  /// Any tree, a list or a word too.
  public static String json(Cursor tree) {
    byte[] wrapped = JsonText.of(new Json.Members(Map.of("it", tree.json()), 1));
    String line = new String(wrapped, StandardCharsets.UTF_8);
    return line.substring("{\"it\":".length(), line.length() - 1);
  }
}
