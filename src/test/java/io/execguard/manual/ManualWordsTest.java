package io.execguard.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.policy.Door;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Reason;
import io.execguard.policy.Session;
import io.execguard.testing.Function;
import io.execguard.testing.Manual;
import io.execguard.testing.Template;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each word of a table is one that there is, and each that there is has its row. Options are
/// `ToolPageTest`'s, and the words of `labels.problem` `LookupProblemTest`'s.
final class ManualWordsTest {
  private static final Manual OPERATE = Manual.page("docs/operate.md");
  private static final Manual POLICY = Manual.page("docs/policy.md");
  private static final Template STACK = Template.of("template.yaml");
  private static final Template AUDIT = Template.of("infra/audit-alarms.yaml");

  @Test
  void eachAlarmHasARow() {
    assertSame(names(STACK, AUDIT, "AWS::CloudWatch::Alarm"), OPERATE.table("alarm").words(0));
  }

  @Test
  void eachRuleThatTellsTheTopicHasARow() {
    assertSame(names(STACK, AUDIT, "AWS::Events::Rule"), OPERATE.table("rule").words(0));
  }

  @ParameterizedTest
  @CsvSource({
    "docs/deploy.md, parameter, template.yaml",
    "docs/evidence.md, parameter of `infra/audit-alarms.yaml`, infra/audit-alarms.yaml",
    "docs/evidence.md, parameter of `infra/archive.yaml`, infra/archive.yaml",
  })
  void eachParameterHasARow(String page, String header, String template) {
    assertSame(
        Template.of(template).tree().required("Parameters").names(),
        Manual.page(page).table(header).words(0));
  }

  @Test
  void eachReasonOfARecordHasARow() {
    Stream<String> known =
        Stream.concat(Stream.of(Reason.values()).map(Reason::word), Stream.of("unsupported"));
    assertSame(known.toList(), Manual.page("docs/evidence.md").table("`reason`").words(0));
  }

  @Test
  void eachDoorHasARow() {
    List<String> doors =
        Arrays.stream(Door.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(ManualWordsTest::door)
            .toList();
    assertSame(doors, OPERATE.table("door").words(0));
  }

  @Test
  void eachEnforcementActionHasARow() {
    assertSame(
        Stream.of(EnforcementAction.values()).map(EnforcementAction::word).toList(),
        POLICY.table("`enforcementAction`").words(0));
  }

  @Test
  void theKeySessionsNamesEachOfThem() {
    assertSame(
        Stream.of(Session.values()).map(Session::word).toList(),
        Manual.codes(cell("key of `match`", "`sessions`", 3)).toList());
  }

  @Test
  void theKeyGrantorsNamesEachOfItsOwn() {
    assertSame(
        at(schema("policy"), "$defs.grantors.properties").names(),
        Manual.codes(cell("key of `breakGlass`", "`grantors`", 3)).toList());
  }

  @Test
  void eachKeyOfTheFleetHasARow() {
    Set<String> keys = new TreeSet<>();
    collect(schema("clusters").json(), keys);
    assertSame(keys, Manual.page("docs/deploy.md").table("key of `clusters.yaml`").words(0));
  }

  private static String cell(String header, String key, int column) {
    return POLICY.table(header).rows().stream()
        .filter(row -> row.getFirst().equals(key))
        .findFirst()
        .orElseThrow()
        .get(column);
  }

  private static void assertSame(Collection<String> known, List<String> said) {
    assertEquals(new TreeSet<>(known), new TreeSet<>(said));
    assertEquals(said.stream().distinct().toList(), said, "a word stands twice");
  }

  private static Set<String> names(Template stack, Template audit, String type) {
    return Stream.of(stack, audit)
        .flatMap(template -> template.resources(type).keySet().stream())
        // What invokes the self-test tells nobody.
        .filter(name -> !type.endsWith("Rule") || name.endsWith("Rule"))
        .collect(Collectors.toSet());
  }

  private static String door(Field field) {
    try {
      return ((Door) field.get(null)).name();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Cursor schema(String name) {
    try {
      return Function.tree(Files.readString(Path.of("schemas", name + ".schema.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Cursor at(Cursor root, String place) {
    Cursor found = root;
    for (String step : place.isEmpty() ? new String[0] : place.split("\\.")) {
      found = found.required(step);
    }
    return found;
  }

  private static void collect(Json schema, Set<String> keys) {
    switch (schema) {
      case Json.Members(var members, _) ->
          members.forEach(
              (name, value) -> {
                if (name.equals("properties") && value instanceof Json.Members(var names, _)) {
                  keys.addAll(names.keySet());
                }
                collect(value, keys);
              });
      case Json.Items(var items, _) -> items.forEach(item -> collect(item, keys));
      case Json.Text _, Json.Digits _, Json.Flag _, Json.Null _ -> {}
    }
  }
}
