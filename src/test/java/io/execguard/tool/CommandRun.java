package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.execguard.tool.terminal.ExitCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;

/// One run of the command line in this process, and what it left behind.
public record CommandRun(int code, String out, String err) {

  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = ExecGuard.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    return new CommandRun(code, out.toString(), err.toString());
  }

  public static CommandRun of(List<String> arguments) {
    return of(arguments.toArray(String[]::new));
  }

  /// A person's mistake: these sentences and nothing else.
  public void assertMistake(String... sentences) {
    assertEquals(
        List.of(sentences).stream()
            .map(sentence -> "exec-guard: " + sentence + System.lineSeparator())
            .collect(Collectors.joining()),
        err);
    assertEquals("", out);
    assertEquals(ExitCodes.MISTAKE, code);
    assertFalse(err.contains("\tat "), err);
  }

  public void assertDone() {
    assertEquals("", err);
    assertEquals(0, code);
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
