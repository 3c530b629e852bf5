package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.policy.Constraint;
import io.execguard.policy.Door;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A kind of session that was added and forgotten somewhere: its door stayed open in an outage, or
/// the schemas did not know its word.
final class EverySessionTest {
  /// The one that must not wait for the guard: workloads pass its door, too.
  private static final Set<Session> FAILS_OPEN = Set.of(Session.RUN);

  @ParameterizedTest
  @EnumSource(Session.class)
  void passesADoorThatFailsClosedWhereItIsDenied(Session session) {
    String failurePolicy = FAILS_OPEN.contains(session) ? "Ignore" : "Fail";
    List<String> doors = doors(session, failurePolicy);

    assertTrue(doors.contains(session.door().name()), session + " of " + doors);
  }

  /// The door of a session that nothing denies fails open: an outage must not close it.
  @ParameterizedTest
  @EnumSource(
      value = Session.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NODE_SHELL", "NODE_PROXY"})
  void isNotHeldUpByADenialOfShellsOnNodes(Session session) {
    assertEquals(
        List.of("node"),
        doors(Session.NODE_SHELL, "Fail").stream()
            .filter(door -> door.equals(session.door().name()) || door.equals("node"))
            .toList());
  }

  @Test
  void hasItsWordInTheSchemas() throws IOException {
    Set<String> words =
        Stream.of(Session.values())
            .map(Session::word)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(words, enumeration("policy", "$defs", "match", "properties", "sessions", "items"));
    assertEquals(
        words,
        enumeration(
            "record",
            "$defs",
            "decision",
            "properties",
            "violations",
            "items",
            "properties",
            "session"));
  }

  private static List<String> doors(Session session, String failurePolicy) {
    Policy policy =
        new Policy(
            List.of(
                new Constraint(
                    "denies",
                    EnforcementAction.DENY,
                    new Match(
                        List.of("*"),
                        new LabelSelector(Map.of("environment", "production"), List.of()),
                        List.of(),
                        Set.of(session)),
                    "")));
    return new RegistrationDocument(
            policy, "sha256:" + "0".repeat(64), "tests", "https://example.com", Optional.empty())
        .manifests().stream()
            .filter(webhook -> failurePolicy.equals(webhook.get("failurePolicy")))
            .map(webhook -> String.valueOf(webhook.get("name")))
            .map(name -> name.substring(0, name.indexOf('.')))
            .filter(name -> !name.equals(Door.GRANTS.name()) && !name.equals(Door.LABELS.name()))
            .toList();
  }

  private static Set<String> enumeration(String schema, String... path) throws IOException {
    Json tree =
        new JsonReader(1 << 20)
            .read(Files.readAllBytes(Path.of("schemas", schema + ".schema.json")))
            .orElseThrow();
    Cursor place = Cursor.at(schema, tree);
    for (String name : path) {
      place = place.required(name);
    }
    return new TreeSet<>(place.texts("enum"));
  }
}
