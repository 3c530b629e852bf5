package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How clients other than kubectl copy files, on a real API server with the guard: by the commands
/// that `docs/clients.md` has.
@Tag("clients")
@ExtendWith({ControlPlaneExtension.class, RegisteredExtension.class})
final class CopyClientsIT {
  private final ControlPlane controlPlane;
  private final Guard guard;

  @TempDir private Path local;
  @TempDir private Path remote;

  CopyClientsIT(ControlPlane controlPlane, StarterGuard registered) {
    this.controlPlane = controlPlane;
    guard = registered.guard();
  }

  @BeforeEach
  void putFiles() throws IOException {
    Files.writeString(local.resolve("up.txt"), "sent");
    Files.writeString(remote.resolve("down.txt"), "fetched");
  }

  @ParameterizedTest
  @EnumSource
  void uploadsByTheCommandsThatThePageHas(KubernetesClient client) throws IOException {
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome = run(client, "upload", "staging");

    assertEquals(ClientPage.copies(client, "upload"), copies(witness, "upload"));
    assertEquals("sent", Files.readString(remote.resolve("up.txt")), outcome.toString());
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedAnUploadToProduction(KubernetesClient client) {
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome = run(client, "upload", "production");

    ClientsIT.assertShows(ClientPage.shows(client).session(), outcome);
    assertEquals(List.of(), witness.reached());
    assertFalse(Files.exists(remote.resolve("up.txt")));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIGHTKUBE")
  void downloadsFromProduction(KubernetesClient client) {
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome = run(client, "download", "production");

    assertEquals(ClientPage.copies(client, "download"), copies(witness, "download"));
    assertTrue(isFetched(outcome), outcome.toString());
  }

  @ParameterizedTest
  @EnumSource(names = "LIGHTKUBE")
  void isRefusedADownloadWhereItAsksForStdinWithIt(KubernetesClient client) {
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome = run(client, "download", "production");

    assertEquals(ClientPage.copies(client, "download"), copies(witness, "download"));
    ClientsIT.assertShows(ClientPage.shows(client).command(), outcome);
  }

  private Outcome run(KubernetesClient client, String action, String namespace) {
    return client.run(controlPlane, action, namespace, local, remote);
  }

  private boolean isFetched(Outcome outcome) {
    Path file = local.resolve("down.txt");
    try {
      String all = outcome.output() + (Files.exists(file) ? Files.readString(file) : "");
      return all.contains("fetched");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<ClientPage.Copies> copies(Witness witness, String way) {
    return witness.records().stream()
        .map(entry -> new ClientPage.Copies(way, command(entry), ClientPage.asks(entry)))
        .toList();
  }

  private String command(JsonNode entry) {
    return JsonMapper.shared()
        .writeValueAsString(entry.path("access").path("command"))
        .replace(remote.toString(), "DIR")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
  }
}
