package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ctrl-C at each step of the scripts of `infra/`, and two of them at once.
class StoppedScriptsTest extends TeamScripts {
  /// Ctrl-C left the question of a step unanswered and went on with the next, since the program
  /// that it ended was one that may fail; and nobody was told whether something had changed.
  @ParameterizedTest
  @CsvSource({
    "infra/deploy, ''",
    "infra/register-cluster prod-eu --granters payments:on-call, ''",
    "infra/rotate-token prod-eu, infra/register-cluster prod-eu",
    "infra/remove-cluster prod-eu, infra/register-cluster prod-eu"
  })
  void whatIsStoppedAtAnyChangeGoesOnWhenItIsRunAgain(String script, String before)
      throws Exception {
    if (!before.isEmpty()) {
      team.done(before + NEW);
    }
    Map<String, String> began = team.saved();
    String command = script.contains("rotate") || script.contains("deploy") ? script : script + NEW;
    team.done(command);
    Map<String, String> whole = team.state();
    List<String> calls = team.calls(began);
    List<Integer> changes =
        IntStream.range(0, calls.size())
            .filter(call -> Scripts.changes(calls.get(call)))
            .boxed()
            .toList();
    assertFalse(changes.isEmpty(), calls.toString());
    for (int change : changes) {
      team.restore(began);
      CommandRun stopped = team.stoppedAt(command, team.earlier(began) + change + 1);
      assertEquals(128 + 2, stopped.code(), calls.get(change) + ": " + stopped);
      assertTrue(
          stopped.err().endsWith(": stopped half-way: run it again, and it goes on\n"),
          calls.get(change) + ": " + stopped);
      team.done(command);
      assertEquals(whole, team.state(), calls.get(change));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "infra/deploy",
        "infra/register-cluster prod-eu --name production --region eu-central-1"
      })
  void whatIsStoppedBeforeTheFirstChangeSaysThatNothingWasChanged(String command) throws Exception {
    Map<String, String> began = team.saved();
    Map<String, String> before = team.state();
    team.done(command);
    List<String> calls = team.scripts().calls();
    int first = (int) calls.stream().takeWhile(call -> !Scripts.changes(call)).count();
    assertTrue(first > 3, calls.toString());
    for (int call = 0; call < first; call++) {
      team.restore(began);
      CommandRun stopped = team.stoppedAt(command, call + 1);
      assertEquals(128 + 2, stopped.code(), calls.get(call) + ": " + stopped);
      String told =
          before.equals(team.state())
              ? ": stopped, and nothing was changed\n"
              : ": stopped half-way: run it again, and it goes on\n";
      assertTrue(stopped.err().endsWith(told), calls.get(call) + ": " + stopped);
    }
  }

  @Test
  void ofTwoAtOnceTheSecondIsRefusedAndTheFirstGoesOn() throws Exception {
    team.hold(6);
    Process first = team.start("infra/deploy");
    team.awaitHeld();
    CommandRun second = Scripts.ended(team.start("infra/rotate-token prod-eu"));
    assertEquals(2, second.code(), second.toString());
    assertTrue(
        second.err().contains("another of these scripts runs for this site"), second.toString());
    ScriptedSite.interrupt(first);
    assertEquals(128 + 2, Scripts.ended(first).code());
    Files.delete(team.scripts().fakes().resolve("held-up"));
    team.done("infra/deploy");
  }
}
