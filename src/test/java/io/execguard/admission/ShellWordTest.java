package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each word is read by a real shell.
final class ShellWordTest {
  @ParameterizedTest
  @ValueSource(strings = {"ls", "/var/log", "a=b", "-n", "a@b.c", "80:8080", "10%"})
  void leavesWhatNoShellReadsOtherwise(String text) {
    assertEquals(text, ShellWord.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "o'neil",
        "''''",
        "$(touch broken)",
        "`id`",
        "a;b|c&d>e",
        "~root",
        "=ls",
        "!!",
        "*",
        "\\",
        "\"",
        "#",
        "{a,b}",
        "a\nb",
        "\u202e\u00fc"
      })
  void staysOneWordForAShell(String text) throws IOException, InterruptedException {
    assertEquals(text + "|", shell("printf '%s|' " + ShellWord.of(text)));
    assertEquals(text + "|", shell("printf '%s|' " + ShellWord.quoted(text)));
  }

  /// A mark that turns the direction of writing shows another line than is pasted.
  @Test
  void makesNoLineOfWhatCannotBeShown() {
    assertEquals(Optional.of("ls 'a b'"), ShellWord.line(List.of("ls", "a b")));
    assertEquals(Optional.empty(), ShellWord.line(List.of("ls", "a\u202eb")));
    assertEquals(Optional.empty(), ShellWord.line(List.of("ls", "a\nb")));
  }

  /// fish ran what stood behind `\\'` in a word that is quoted for sh.
  @ParameterizedTest
  @ValueSource(strings = {"o'neil", "a\\\\b", "a\\"})
  void makesNoLineOfWhatAnotherShellReadsOtherwise(String word) {
    assertEquals(Optional.empty(), ShellWord.line(List.of("echo", word)));
    assertFalse(ShellWord.isPlain(word));
  }

  private static String shell(String line) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh").redirectErrorStream(true);
    Process process = shell.start();
    try (var typed = process.getOutputStream()) {
      typed.write(line.getBytes(StandardCharsets.UTF_8));
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }
}
