package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedCommandsTest {
  private static final AllowedCommands ALLOWED = new AllowedCommands(List.of("ls", "/bin/cat"));

  @ParameterizedTest
  @CsvSource({
    "ls,             true",
    "/bin/cat,       true",
    "cat,            false",
    "/bin/ls,        false",
    "/tmp/ls,        false",
    "./ls,           false",
    "LS,             false",
    "lsof,           false",
    "/bin//cat,      false",
    "/bin/../bin/cat,false",
    "sh,             false",
    "'ls ',          false",
    "'',             false",
  })
  void takesAnExecutableOnlyAsItIsWritten(String executable, boolean allowed) {
    assertEquals(allowed, ALLOWED.allow(List.of(executable, "-l")));
  }

  @Test
  void allowsNoCommandThatIsMissing() {
    assertFalse(ALLOWED.allow(List.of()));
  }

  @Test
  void allowsNothingWhereTheListIsEmpty() {
    assertFalse(new AllowedCommands(List.of()).allow(List.of("ls")));
  }

  /// Windows takes each of these for `cmd.exe`, and none was seen to be it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\Windows\\System32\\cmd.exe\\x\\..",
        "C:\\Windows\\System32\\cmd.exe\\.",
        "C:\\Windows\\System32\\cmd.exe\\",
        "cmd.exe\\"
      })
  void takesNoPathOfWindowsThatSomebodyHasToClean(String executable) {
    assertThrows(IllegalArgumentException.class, () -> new AllowedCommands(List.of(executable)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\Windows\\System32\\tasklist.exe",
        "\\\\server\\share\\tool.exe",
        "C:\\app\\.tools\\check.exe"
      })
  void takesAWholePathOfWindows(String executable) {
    assertTrue(new AllowedCommands(List.of(executable)).allow(List.of(executable, "/v")));
  }

  /// The list is a lint: what `find` starts is not looked at.
  @Test
  void doesNotLookAtTheArguments() {
    assertTrue(
        new AllowedCommands(List.of("find")).allow(List.of("find", "/", "-exec", "sh", ";")));
  }
}
