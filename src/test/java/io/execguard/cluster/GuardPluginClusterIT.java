package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `kubectl guard` in the hands of ordinary users: olga is in the group that may grant in
/// `production`, jane and bob may open sessions and no more, viewer may not even that.
@Tag("cluster")
@ExtendWith({ControlPlaneExtension.class, RegisteredExtension.class})
final class GuardPluginClusterIT {
  private final ControlPlane controlPlane;
  private final Plugin plugin;

  GuardPluginClusterIT(ControlPlane controlPlane, Plugin plugin) {
    this.controlPlane = controlPlane;
    this.plugin = plugin;
  }

  @AfterEach
  void takeGrantsAway() {
    plugin.takeGrantsAway();
  }

  @Test
  void fromTheRefusalToTheSessionAndBack() {
    assertTrue(plugin.session(User.BOB).errors().contains("denied the request"));

    Outcome granted = plugin.grant(User.OLGA, "-n", "production", "--for=1h", "--reason=INC-4242");
    assertEquals(0, granted.exitCode(), granted.toString());
    assertTrue(
        granted.output().contains("namespace/production annotated\nbreak-glass in namespace"),
        granted.output());
    assertTrue(granted.output().contains(", for everybody who may exec there."), granted.output());
    assertTrue(granted.errors().contains("Warning: Break-glass in namespace production"));
    // olga may not read the registration, whose URL has the token.
    assertTrue(
        granted.errors().contains("exec-guard: --for is not judged here, but by the guard alone:"),
        granted.errors());

    Outcome open = plugin.session(User.BOB);
    assertEquals("hello", Line.last(open), open.toString());

    Outcome listed = plugin.grants(User.OLGA, "-A");
    assertEquals(0, listed.exitCode(), listed.toString());
    assertTrue(
        listed.output().lines().anyMatch(line -> line.matches("production +counts .* olga .*")),
        listed.output());

    Outcome revoked = plugin.as(User.OLGA).run("guard", "revoke", "-n", "production");
    assertEquals(0, revoked.exitCode(), revoked.toString());
    assertTrue(plugin.session(User.BOB).errors().contains("denied the request"));
    assertEquals(
        "Namespace production carries no break-glass; -A looks at all of them.\n",
        plugin.grants(User.OLGA, "-n", "production").output());
  }

  @Test
  void whoReadsTheRegistrationSeesWhatEachGrantOpens() {
    Outcome granted =
        plugin.grant(User.ADMIN, "-n", "production", "--for=4h", "--reason=x", "--person=bob");
    assertEquals(0, granted.exitCode(), granted.toString());
    assertFalse(granted.errors().contains("not judged"), granted.errors());

    Outcome listed = plugin.grants(User.ADMIN, "-n", "production", "--output=json");
    assertEquals("", listed.errors());
    JsonNode line = JsonMapper.shared().readTree(listed.output());
    assertEquals("counts", line.path("state").asString(""));
    assertEquals("bob", line.path("for").asString(""));
    assertEquals("[\"prod\"]", line.path("opens").toString());
    assertEquals(0, plugin.session(User.BOB).exitCode());
    assertEquals(1, plugin.session(User.JANE).exitCode());
  }

  @Test
  void aGrantForEverybodyForgetsWhomAnEarlierOneWasFor() {
    plugin.grant(User.OLGA, "-n", "production", "--for=1h", "--reason=x", "--person=bob");
    assertEquals(1, plugin.session(User.JANE).exitCode());
    plugin.grant(User.OLGA, "-n", "production", "--for=1h", "--reason=x");
    assertEquals(0, plugin.session(User.JANE).exitCode());
  }

  @Test
  void aGrantThatIsTooLongIsNotSentByWhoCanKnowAndRefusedToWhoCannot() {
    Witness witness = Witness.fromNow(controlPlane, plugin.guard());
    Outcome known = plugin.grant(User.ADMIN, "-n", "production", "--for=5h", "--reason=x");
    assertEquals(2, known.exitCode(), known.toString());
    assertTrue(
        known.errors().contains("--for 5h is longer than 4h, the most that prod takes"),
        known.errors());
    assertEquals(List.of(), witness.doors());

    Outcome unknown = plugin.grant(User.OLGA, "-n", "production", "--for=5h", "--reason=x");
    assertEquals(1, unknown.exitCode(), unknown.toString());
    assertTrue(unknown.errors().contains("it is longer than 4h, the most that prod takes"));
    assertEquals(List.of("grants"), witness.doors());
  }

  @Test
  void aDryRunIsJudgedAndOpensNothing() {
    Witness witness = Witness.fromNow(controlPlane, plugin.guard());
    Outcome tried =
        plugin.grant(User.OLGA, "-n", "production", "--for=1h", "--reason=x", "--dry-run");
    assertEquals(0, tried.exitCode(), tried.toString());
    assertEquals(List.of("grants"), witness.doors());
    assertEquals(1, plugin.session(User.BOB).exitCode());
  }

  @ParameterizedTest
  @CsvSource({"JANE, production, patch", "OLGA, staging, patch", "VIEWER, production, patch"})
  void whatRbacForbidsIsShownAsKubectlSaysIt(User user, String namespace, String verb) {
    Outcome outcome = plugin.grant(user, "-n", namespace, "--for=1h", "--reason=x");
    assertEquals(1, outcome.exitCode(), outcome.toString());
    assertTrue(
        outcome
            .errors()
            .contains(
                "Error from server (Forbidden): namespaces \"%s\" is forbidden: User \"%s\" cannot %s"
                    .formatted(namespace, user.userName(), verb)),
        outcome.errors());
    assertFalse(outcome.output().contains("break-glass in namespace"), outcome.output());
  }
}
