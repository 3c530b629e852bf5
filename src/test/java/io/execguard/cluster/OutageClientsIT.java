package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.testing.LogGroups;
import io.execguard.testing.Policies;
import io.execguard.testing.SavedQueries;
import io.execguard.tool.Guard;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The guard is down, with the shipped registration: single commands of other clients than kubectl
/// go on, their sessions are refused, and each shows what `docs/clients.md` says.
@Tag("clients")
@ExtendWith(ControlPlaneExtension.class)
final class OutageClientsIT {
  private static Registration registration;

  private final ControlPlane controlPlane;

  @TempDir private Path folder;

  OutageClientsIT(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  @BeforeAll
  static void register(ControlPlane controlPlane) {
    try (Guard guard = controlPlane.guard(Policies.starter())) {
      registration = Registration.apply(controlPlane, guard.registration(Registration.shipped()));
    }
  }

  @AfterAll
  static void unregister() {
    registration.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIGHTKUBE")
  void singleCommandsGoOn(KubernetesClient client) {
    Outcome outcome = client.run(controlPlane, "quiet", "production", folder, folder);

    assertTrue(outcome.output().contains("hi\n"), outcome.toString());
  }

  @ParameterizedTest
  @EnumSource(names = "LIGHTKUBE")
  void aClientWithoutASwitchIsRefusedItsSingleCommands(KubernetesClient client) {
    Outcome outcome = client.run(controlPlane, "command", "production", folder, folder);

    ClientsIT.assertShows(ClientPage.shows(client).outage(), outcome);
  }

  @ParameterizedTest
  @EnumSource
  void sessionsAreRefused(KubernetesClient client) {
    Journal sessions = controlPlane.nodeSessions().fromNow();

    Outcome outcome = client.run(controlPlane, "session", "production", folder, folder);

    ClientsIT.assertShows(ClientPage.shows(client).outage(), outcome);
    assertEquals(List.of(), sessions.entries());
  }

  /// Python's client gives no name where it opens a session: a query for names alone would miss it.
  @Test
  void theAuditLogNamesWhoAskedForStdinWithoutAnyGuard() {
    Journal events = controlPlane.auditEvents().fromNow();
    for (KubernetesClient client :
        List.of(KubernetesClient.PYTHON, KubernetesClient.LIGHTKUBE, KubernetesClient.CLIENT_GO)) {
      var _ = client.run(controlPlane, "session", "production", folder, folder);
      var _ = client.run(controlPlane, "quiet", "production", folder, folder);
    }

    Eventually.awaitThat(
        "The events of three clients",
        Eventually.PATIENCE,
        () -> askedBy(events).equals(Set.of("Go-http-client 1", "python-httpx2 1", "says none 1")));
  }

  private static Set<String> askedBy(Journal events) {
    String query =
        Objects.requireNonNull(
            SavedQueries.byName().get("clients that ask for stdin or a terminal"));
    List<String> audit = events.entries().stream().map(JsonNode::toString).toList();
    try {
      return LogGroups.rows(LogGroups.ask(query, List.of(), audit), "client", "sessions").stream()
          .map(row -> row.replaceFirst("/[0-9.]+ ", " "))
          .collect(Collectors.toSet());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
