package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.tool.report.read.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ActionListsTest {
  private final Gravest gravest = new Gravest();
  private final ActionLists lists = new ActionLists();

  /// Hundreds of pods of one namespace would leave none for the next, to which the first screen
  /// leads.
  @Test
  void eachOfTheGravestNamespacesHasItsGravestPod() {
    for (int i = 0; i < 300; i++) {
      gravest.add(finding(Kind.BYPASS, "mallory", "ledger/db-" + i), Severity.SESSION);
    }
    Finding bob = finding(Kind.ALLOWED, "bob", "payments/web");
    gravest.add(bob, Severity.SESSION);
    lists.choose(gravest);
    lists.list(bob, Severity.SESSION);
    lists.list(finding(Kind.BYPASS, "mallory", "ledger/db-0"), Severity.SESSION);

    assertEquals(
        List.of("ledger/db-0", "payments/web"),
        lists.places().stream().map(Actions::name).toList());
    assertEquals(100, gravest.places(ActionLists.PLACES).size());
  }

  /// A session under break-glass is told once as what it was, and once as an exception.
  @Test
  void whatTwoFindingsTellOfOneRequestIsOneAction() {
    Finding session = finding(Kind.ALLOWED, "bob", "payments/web");
    gravest.add(session, Severity.SESSION);
    lists.choose(gravest);
    lists.list(session, Severity.SESSION);
    lists.list(finding(Kind.BREAK_GLASS, "bob", "payments/web"), Severity.SESSION);
    assertEquals(1, lists.people().getFirst().number());
  }

  /// It is of the whole cluster, and its name is no namespace's.
  @Test
  void aChangeOfTheRegistrationIsNoActionInANamespace() {
    Finding deleted = finding(Kind.REGISTRATION, "admin", "exec-guard");
    gravest.add(deleted, Severity.CHANGE);
    lists.choose(gravest);
    lists.list(deleted, Severity.CHANGE);
    assertEquals(List.of("admin"), lists.people().stream().map(Actions::name).toList());
    assertTrue(lists.places().isEmpty());
    assertTrue(gravest.namespaces(5).isEmpty());
  }

  /// Two hundred commands came first, and the shell past the guard, for which the first screen
  /// leads here, was "not listed".
  @Test
  void ofMoreThanSomebodyReadsTheGravestAreListed() {
    Finding shell = finding(Kind.BYPASS, "mallory", "ledger/db");
    gravest.add(shell, Severity.SESSION);
    lists.choose(gravest);
    for (int i = 0; i < 1_000; i++) {
      lists.list(finding(Kind.COMMANDS, "mallory", "ledger/db"), Severity.COMMAND);
    }
    lists.list(shell, Severity.SESSION);
    Actions mallory = lists.people().getFirst();
    assertEquals(1_001, mallory.number());
    assertEquals(1_001 - ActionLists.OF_ONE, mallory.leftOut());
    assertTrue(
        mallory.actions().stream().anyMatch(action -> action.came().startsWith("past the guard")));
  }

  /// Ten thousand long names took half a gigabyte of memory.
  @Test
  void longNamesAreCountedWhereThereIsNoMoreRoom() {
    String long_ = "x".repeat(100_000);
    gravest.add(finding(Kind.COMMANDS, long_, "ledger/db"), Severity.COMMAND);
    lists.choose(gravest);
    for (int i = 0; i < 90; i++) {
      lists.list(finding(Kind.COMMANDS, long_, "ledger/db"), Severity.COMMAND);
    }
    Actions one = lists.people().getFirst();
    assertEquals(90, one.number());
    assertTrue(one.leftOut() > 0, "left out: " + one.leftOut());
  }

  /// Who acted in another's name had to be looked for under a name of two.
  @Test
  void whatSomebodyDidInAnothersNameIsTheirActionToo() {
    Finding command = finding(Kind.COMMANDS, "jane (impersonated by admin)", "ledger/db");
    gravest.add(command, Severity.COMMAND);
    gravest.add(finding(Kind.GRANT, "admin", "ledger"), Severity.CHANGE);
    lists.choose(gravest);
    lists.list(command, Severity.COMMAND);
    assertEquals(
        List.of("admin", "jane (impersonated by admin)"),
        lists.people().stream().map(Actions::name).toList());
  }

  private static Finding finding(Kind kind, String who, String where) {
    return new Finding(
        kind,
        Optional.of(Instant.EPOCH),
        who,
        Caller.UNTOLD,
        "exec -i",
        List.of(),
        where,
        "",
        "id",
        new Place("audit", 1));
  }
}
