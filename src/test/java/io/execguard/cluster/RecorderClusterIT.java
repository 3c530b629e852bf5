package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.Recorder;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Session;
import io.execguard.tool.Guard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Interactive execs on record, on a real API server with the registration that is rendered for the
/// policy. The namespace `production` carries in the label `record` the constraint that means it.
///
/// The node runs a container's process on this machine, whose process 1 has no log that the
/// recorder could write to: what reached the node is looked at, and not how it ended there.
@Tag("cluster")
@ExtendWith(ControlPlaneExtension.class)
final class RecorderClusterIT {
  private static final String PROBE =
      "/api/v1/namespaces/production/pods/none/exec?command=probe&stdin=true";
  private static final Policy POLICY =
      new Policy(
          List.of(
              constraint("always", EnforcementAction.RECORD, Optional.empty()),
              constraint(
                  "granted",
                  EnforcementAction.DENY,
                  Optional.of(
                      new BreakGlass(Duration.ofHours(4), false, Optional.empty(), true)))));

  private final ControlPlane controlPlane;
  private final Guard guard;
  private final Registration registration;

  RecorderClusterIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    guard = controlPlane.guard(POLICY);
    label("granted");
    // Sessions are denied where that constraint means the namespace: so the registration shows.
    registration = Registration.apply(controlPlane, guard.registration(POLICY));
    awaitRecorder();
  }

  private static Constraint constraint(
      String name, EnforcementAction action, Optional<BreakGlass> breakGlass) {
    return new Constraint(
        name,
        action,
        new Match(
            List.of("*"),
            new LabelSelector(Map.of("record", name), List.of()),
            List.of(),
            Session.BY_DEFAULT),
        "",
        Exemptions.NONE,
        Optional.empty(),
        breakGlass);
  }

  @BeforeEach
  void meanTheNamespace() {
    label("always");
  }

  @AfterEach
  void unregister() {
    ProductionGrant.takeAway(controlPlane);
    label("granted");
    registration.close();
    guard.close();
    controlPlane.kubectl(User.ADMIN, "label", "namespace", "production", "record-");
  }

  @Test
  void anInteractiveExecReachesTheNodeUnderTheRecorder() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    exec("exec", "-it", "web", "--", "sh", "-c", "echo hi; exit 7");
    JsonNode session = execs(witness).getFirst();
    JsonNode record = only(witness, "sessions");
    String id = record.path("recording").path("session").asString("");

    assertEquals(
        Recorder.wrap(id, RecorderSettings.DEFAULT, List.of("sh", "-c", "echo hi; exit 7")),
        texts(session.path("command")));
    assertEquals("recorded", record.path("reason").asString(""));
    assertEquals(
        List.of("sh", "-c", "echo hi; exit 7"), texts(record.path("access").path("command")));
    assertEquals(id, only(witness, "recorder").path("id").asString(""));
    assertEquals(
        only(witness, "recorder").path("attemptKey").asString(""),
        record.path("attemptKey").asString(""));
    assertAudited(witness, id, record.path("id").asString(""));
  }

  @Test
  void stdinWithoutATerminalIsRecordedTooAndASingleCommandIsNot() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    controlPlane
        .as(User.JANE)
        .typing("x\n")
        .run("-n", "production", "exec", "-i", "web", "--", "cat");
    controlPlane.as(User.JANE).run("-n", "production", "exec", "web", "--", "echo", "hi");

    assertEquals(List.of("commands", "recorder", "sessions"), witness.doors());
    List<JsonNode> execs = execs(witness);
    assertEquals(5, execs.getFirst().path("command").size());
    assertEquals(List.of("echo", "hi"), texts(execs.getLast().path("command")));
  }

  @Test
  void whoTypesTheRecorderIsWrappedAgain() {
    List<String> typed =
        Recorder.wrap(
            "00000000-0000-4000-8000-000000000000",
            RecorderSettings.DEFAULT,
            List.of("echo", "hi"));
    Witness witness = Witness.fromNow(controlPlane, guard);
    List<String> line = new ArrayList<>(List.of("exec", "-it", "web", "--"));
    line.addAll(typed);
    exec(line.toArray(String[]::new));
    String id = only(witness, "sessions").path("recording").path("session").asString("");

    assertEquals(only(witness, "recorder").path("id").asString(""), id);
    assertEquals(
        Recorder.wrap(id, RecorderSettings.DEFAULT, typed),
        texts(execs(witness).getFirst().path("command")));
  }

  @Test
  void withoutTheRecordersWebhookTheSessionIsRefused() {
    controlPlane.kubectl(User.ADMIN, "delete", "mutatingwebhookconfiguration", "exec-guard");
    Eventually.awaitThat(
        "The recorder's end", Eventually.PATIENCE, () -> !doorsOfAProbe().contains("recorder"));
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome outcome = exec("exec", "-it", "web", "--", "sh");

    assertTrue(outcome.exitCode() != 0, outcome.toString());
    assertTrue(
        outcome.output().contains("recorder.exec-guard.io is missing, old"), outcome.toString());
    assertEquals(List.of(), execs(witness));
    witness
        .records()
        .forEach(record -> assertEquals("not-recorded", record.path("reason").asString("")));
  }

  @Test
  void whileTheGuardIsDownTheSessionIsRefusedAndASingleCommandGoesOn() {
    guard.close();
    Witness witness = Witness.fromNow(controlPlane, guard);
    Outcome session = exec("exec", "-it", "web", "--", "sh");
    Outcome command =
        controlPlane.as(User.JANE).run("-n", "production", "exec", "web", "--", "echo", "hi");

    assertTrue(
        session.output().contains("failed calling webhook \"recorder.exec-guard.io\""),
        session.toString());
    assertEquals("hi\n", command.output(), command.toString());
    assertEquals(1, execs(witness).size());
  }

  @Test
  void aGrantOpensForWhatIsOnRecord() {
    label("granted");
    Outcome before = exec("exec", "-it", "web", "--", "sh");
    controlPlane.kubectl(User.ADMIN, ProductionGrant.by("admin").split(" "));
    Witness witness = Witness.fromNow(controlPlane, guard);
    exec("exec", "-it", "web", "--", "sh", "-c", "exit 0");
    Outcome attach =
        controlPlane.as(User.JANE).typing("x\n").run("-n", "production", "attach", "-i", "web");

    assertTrue(before.exitCode() != 0, before.toString());
    JsonNode record = only(witness, "sessions", "break-glass");
    assertTrue(record.path("recording").path("required").booleanValue(), record.toString());
    assertTrue(
        attach.errors().contains("unless it is recorded, and this container has no terminal"),
        attach.toString());
    assertEquals(1, execs(witness).size());
  }

  private Outcome exec(String... line) {
    List<String> all = new ArrayList<>(List.of("-n", "production"));
    all.addAll(List.of(line));
    return controlPlane.as(User.JANE).onTerminal().typing("").run(all.toArray(String[]::new));
  }

  private void label(String name) {
    controlPlane.kubectl(
        User.ADMIN, "label", "--overwrite", "namespace", "production", "record=" + name);
  }

  /// Both configurations are followed, each by itself.
  private void awaitRecorder() {
    Eventually.awaitThat(
        "The recorder's registration",
        Eventually.PATIENCE,
        () -> doorsOfAProbe().contains("recorder"));
  }

  private List<String> doorsOfAProbe() {
    Witness witness = Witness.fromNow(controlPlane, guard);
    controlPlane.kubectl(User.JANE, "create", "--raw", PROBE, "-f", "/dev/null");
    return witness.doors();
  }

  private static List<JsonNode> execs(Witness witness) {
    return witness.sessions().entries(entry -> entry.path("what").asString("").equals("exec"));
  }

  private static JsonNode only(Witness witness, String door, String... reasons) {
    List<JsonNode> found =
        witness.records().stream()
            .filter(record -> record.path("door").asString("").equals(door))
            .filter(
                record ->
                    reasons.length == 0
                        || List.of(reasons).contains(record.path("reason").asString("")))
            .toList();
    assertEquals(1, found.size(), () -> door + " of " + witness.records());
    return found.getFirst();
  }

  private static List<String> texts(JsonNode list) {
    return list.values().stream().map(text -> text.asString("")).toList();
  }

  private static void assertAudited(Witness witness, String session, String record) {
    JsonNode annotations =
        witness
            .events()
            .await(
                "the exec's event",
                event ->
                    event
                        .path("annotations")
                        .path("sessions.exec-guard.io/session")
                        .asString("")
                        .equals(session))
            .path("annotations");
    assertEquals(session, annotations.path("recorder.exec-guard.io/session").asString(""));
    assertEquals(record, annotations.path("sessions.exec-guard.io/record").asString(""));
    assertTrue(
        Stream.of(annotations.toString())
            .anyMatch(
                text ->
                    text.contains("mutation.webhook.admission.k8s.io/round_0_index_")
                        && text.contains("recorder.exec-guard.io")),
        annotations.toString());
  }
}
