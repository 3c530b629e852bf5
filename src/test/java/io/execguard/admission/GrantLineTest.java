package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The line that grants break-glass; [BreakGlassHintTest] has it in a denial, with hostile names.
final class GrantLineTest {
  @TempDir private Path directory;

  private static final Instant FROM = Instant.parse("2026-11-23T14:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-23T15:00:00Z");
  private static final String TIMES =
      " exec-guard.io/allow-interactive-from=2026-11-23T14:00:00Z"
          + " exec-guard.io/allow-interactive-until=2026-11-23T15:00:00Z"
          + " exec-guard.io/allow-interactive-by=";

  @Test
  void holdsTheWholeGrantAndItsReasonLast() {
    assertEquals(
        "kubectl annotate --overwrite namespace payments"
            + TIMES
            + "'jane' exec-guard.io/allow-interactive-for='anna bob'"
            + " exec-guard.io/allow-interactive-reason='INC-1 it burns'",
        line(List.of("anna", "bob"), true).text());
  }

  @Test
  void takesAwayWhomAnotherGrantWasForWhereThisOneIsForEverybody() {
    assertEquals(
        "kubectl annotate --overwrite namespace payments exec-guard.io/allow-interactive-for-"
            + TIMES
            + "'jane' exec-guard.io/allow-interactive-reason=TICKET",
        line(List.of(), true).forATicket().text());
    assertEquals(
        "kubectl annotate --overwrite namespace payments"
            + TIMES
            + GrantLine.WHO_AM_I
            + " exec-guard.io/allow-interactive-reason=TICKET",
        line(List.of(), false).byWhoeverRunsIt().forATicket().text());
  }

  /// Usernames and session names are what somebody chose: pasted, each has to come out as data. The
  /// kubectl here says who they are and writes what it was given.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "o'neil",
        "''; touch broken; '",
        "$(touch broken) `touch broken`",
        "\"; touch broken; \"",
        "jane\n  kubectl delete namespace payments",
        "jane\u202edoe\u200b",
        "-n kube-system --all",
        "!! \\ $HOME * ? ~ # &",
        "5000"
      })
  void runsWithAnyNameAsData(String text) throws IOException, InterruptedException {
    String name = text.equals("5000") ? "x'".repeat(2_500) : text;
    Path kubectl = directory.resolve("kubectl");
    Files.writeString(directory.resolve("name"), name);
    Files.writeString(
        kubectl,
        """
        #!/bin/sh
        here=$(dirname "$0")
        [ "$1" != auth ] || exec cat "$here/name"
        for word; do printf '%s\\0' "$word"; done >"$here/given"
        """);
    assertTrue(kubectl.toFile().setExecutable(true));
    Grant.Written grant = new Grant.Written(FROM, UNTIL, "INC-1", name, List.of("anna"));

    String line = GrantLine.of("payments", grant, false).text();
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", line).directory(directory.toFile());
    shell.environment().merge("PATH", directory.toString(), (path, own) -> own + ":" + path);
    assertEquals(0, shell.start().waitFor(), line);

    assertFalse(line.contains("\n"), line);
    assertFalse(Files.exists(directory.resolve("broken")), line);
    List<String> given = List.of(Files.readString(directory.resolve("given")).split("\0", -1));
    assertEquals("exec-guard.io/allow-interactive-by=" + name, given.get(6));
    assertEquals("exec-guard.io/allow-interactive-for=anna", given.get(7));
    assertEquals(10, given.size());
  }

  private static GrantLine line(List<String> people, boolean forgets) {
    return GrantLine.of(
        "payments", new Grant.Written(FROM, UNTIL, "INC-1 it burns", "jane", people), forgets);
  }
}
