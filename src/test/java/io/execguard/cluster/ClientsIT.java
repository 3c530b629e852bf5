package io.execguard.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.Guard;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients other than kubectl, on a real API server with the guard: what each asks for, and what it
/// shows where it is refused. Held against `docs/clients.md`; `production` is constrained,
/// `staging` is not.
@Tag("clients")
@ExtendWith({ControlPlaneExtension.class, RegisteredExtension.class})
final class ClientsIT {
  private final ControlPlane controlPlane;
  private final Guard guard;

  @TempDir private Path folder;

  ClientsIT(ControlPlane controlPlane, StarterGuard registered) {
    this.controlPlane = controlPlane;
    guard = registered.guard();
  }

  @ParameterizedTest
  @EnumSource
  void isOfTheVersionThatThePageNames(KubernetesClient client) {
    assertEquals(client.version(), ClientPage.asks(client).version());
  }

  /// Whoever ran `echo hi` by a client that asks for stdin or a terminal was told to run a single
  /// command, and had.
  @ParameterizedTest
  @EnumSource
  void asksForASingleCommandWhatThePageSays(KubernetesClient client) {
    String asks = ClientPage.asks(client).command();
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome = run(client, "command", "production");

    assertEquals(Set.of(asks), ClientPage.asked(witness));
    if (asks.equals("nothing")) {
      assertRan(outcome, witness);
      assertEquals(List.of(), ClientPage.shows(client).command());
    } else {
      assertShows(ClientPage.shows(client).command(), outcome);
      assertEquals(List.of(), witness.reached());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIGHTKUBE")
  void asksForNothingWhereItsSwitchIsSet(KubernetesClient client) {
    assertFalse(ClientPage.asks(client).switchOff().equals("-"));
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome = run(client, "quiet", "production");

    assertEquals(Set.of("nothing"), ClientPage.asked(witness));
    assertRan(outcome, witness);
  }

  @ParameterizedTest
  @EnumSource(names = "LIGHTKUBE")
  void hasNoSwitchWhereThePageSaysSo(KubernetesClient client) {
    assertEquals("-", ClientPage.asks(client).switchOff());
    assertEquals("stdin", ClientPage.asks(client).command());
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedASessionInProductionAndShowsWhatThePageSays(KubernetesClient client) {
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome outcome = run(client, "session", "production");

    assertTrue(
        ClientPage.asked(witness).iterator().next().startsWith("stdin"),
        witness.records().toString());
    assertShows(ClientPage.shows(client).session(), outcome);
    assertEquals(List.of(), witness.reached());
  }

  @ParameterizedTest
  @EnumSource
  void hasItsSessionInStaging(KubernetesClient client) {
    Outcome outcome = run(client, "session", "staging");

    assertTrue(outcome.output().contains("got hello"), outcome.toString());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIGHTKUBE")
  void isRefusedAnAttachToProductionAndHasItInStaging(KubernetesClient client) {
    Witness witness = Witness.fromNow(controlPlane, guard);

    Outcome refused = run(client, "attach", "production");

    assertEquals(Set.of(ClientPage.asks(client).attach()), ClientPage.asked(witness));
    assertEquals(List.of(), witness.reached(), refused.toString());
    Outcome outcome = run(client, "attach", "staging");
    assertTrue(outcome.output().contains("attached"), outcome.toString());
  }

  private Outcome run(KubernetesClient client, String action, String namespace) {
    return client.run(controlPlane, action, namespace, folder, folder);
  }

  private static void assertRan(Outcome outcome, Witness witness) {
    assertTrue(outcome.output().contains("hi\n"), outcome.toString());
    assertEquals(List.of("commands"), witness.doors());
    assertEquals(List.of("exec"), witness.reached());
  }

  static void assertShows(List<String> texts, Outcome outcome) {
    assertFalse(texts.isEmpty());
    String said = outcome.output() + outcome.errors();
    for (String text : texts) {
      assertTrue(ClientPage.isIn(said, text), () -> text + " is not in " + outcome);
    }
  }
}
