package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is typed at the questions of the scripts of `infra/`.
class AskingScriptsTest extends TeamScripts {
  /// Ctrl-C at the question left the change set behind that had been shown, and of a first
  /// deployment a stack that is none.
  @ParameterizedTest
  @ValueSource(strings = {"\u0003", "n\n"})
  void atTheQuestionOfWhatChangesNothingIsLeft(String typed) throws Exception {
    Map<String, String> before = team.state();
    String seen = typing("infra/deploy --site " + team.site(), typed);
    assertTrue(seen.contains("nothing was changed"), seen);
    assertEquals(before, team.state());
    assertEquals(
        List.of("aws cloudformation delete-change-set --change-set-name change-set", "deleted"),
        team.scripts().calls().stream()
            .filter(call -> call.contains(" delete-"))
            .map(call -> call.startsWith("aws cloudformation delete-stack ") ? "deleted" : call)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0003", "n\n", "\u0004"})
  void atTheQuestionOfWhereNothingIsChanged(String typed) throws Exception {
    Map<String, String> before = team.state();
    String seen = typing("infra/register-cluster prod-eu" + NEW + " --site " + team.site(), typed);
    assertTrue(seen.contains("nothing was changed"), seen);
    assertEquals(before, team.state());
    assertEquals(List.of(), team.scripts().calls().stream().filter(Scripts::changes).toList());
  }

  private String typing(String command, String typed) throws Exception {
    Process process = team.scripts().atTerminal(command);
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf("Go on?") < 0) {
      int next = process.getInputStream().read();
      assertNotEquals(-1, next, seen.toString());
      seen.append((char) next);
    }
    // bash looks at signals before it begins to read, and once more when a key has come.
    for (int i = 0; i < 100 && process.isAlive(); i++) {
      try {
        process.getOutputStream().write(typed.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
      } catch (IOException _) {
        break; // it has ended
      }
      process.waitFor(300, TimeUnit.MILLISECONDS);
    }
    seen.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), seen.toString());
    assertNotEquals(0, process.exitValue(), seen.toString());
    return seen.toString();
  }
}
