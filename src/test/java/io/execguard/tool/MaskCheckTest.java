package io.execguard.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A mask could take seconds for a command that somebody had made for it: the API server did not
/// wait, and the command ran without a record.
class MaskCheckTest {
  private static final String SYNTAX = "ab1,-:?*+.^$|\\\\QEdpx[[]{}()\u00e9\n";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1,100}){1,10}b",
        "(\\x{e9}{1,100}){1,10}b",
        "([^b[:digit:]]{1,100}){1,10}b",
        "e[A-Za-z0-9_-]{10,1000}\\.[A-Za-z0-9_-]{10,1000}",
        "(?i)key(?:[7-9]{1,100}){1,10}=",
      })
  void refusesAPatternThatACommandCouldKeepBusy(String pattern) throws IOException {
    CommandRun run = check(List.of("-p\\S+", pattern));

    assertEquals(2, run.code(), run.out() + run.err());
    assertTrue(
        run.err()
            .startsWith(
                "exec-guard: "
                    + directory.resolve("policy.yaml")
                    + ":5: the mask \""
                    + pattern
                    + "\" takes "),
        run.err());
    assertTrue(run.err().contains("; 100 times may be"), run.err());
    assertTrue(run.err().contains("x{20,} in place of x{20,1000}"), run.err());
  }

  @Test
  void refusesPatternsThatAreTooManyTogether() throws IOException {
    CommandRun run = check(Collections.nCopies(8, "[\\s\\S]{500}b"));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains(":4: the mask \"[\\s\\S]{500}b\""), run.err());
  }

  @Test
  void refusesAProgramThatNoTextWillBeTriedOn() throws IOException {
    CommandRun run = check(List.of("a{20,1000}", "(a{20,1000}b{20,1000}){1}", "c{1000}d{1000}"));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains(":5: the mask \"(a{20,1000}b{20,1000}){1}\""), run.err());
    assertTrue(run.err().contains("; 4,096 may be"), run.err());
  }

  @Test
  void takesWhatIsUsual() throws IOException {
    check(
            List.of(
                "-p\\S+",
                "(?i)(password|token)=\\S+",
                "(?i)(\\S*)(secret|password|token|key)(\\S*)",
                "AKIA[0-9A-Z]{16}",
                "[A-Za-z0-9/+=]{40}",
                "[0-9a-f]{64}",
                "eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}",
                "-----BEGIN[\\s\\S]*KEY-----",
                "(?i)bearer\\s+\\S{20,}",
                "\\Qa.b\\E[]x-]+\\pL\\d{2}(?P<name>x|y)\\x41$"))
        .assertDone();
  }

  @Test
  void takesALargePatternThatIsFastOnItsOwn() throws IOException {
    check(List.of("(?i)bearer\\s+\\S{20,1000}")).assertDone();
    check(List.of("[A-Za-z0-9/+=_-]{20,1000}")).assertDone();
  }

  @Test
  void makesTextsOfWhateverIsAPattern() {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      StringBuilder pattern = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        pattern.append(SYNTAX.charAt(random.nextInt(SYNTAX.length())));
      }
      if (isPattern(pattern.toString())) {
        assertTrue(
            HostileText.of(pattern.toString()).stream()
                .allMatch(text -> text.text().length() == HostileText.LENGTH),
            pattern.toString());
      }
    }
  }

  private static boolean isPattern(String text) {
    try {
      return new Mask(List.of(text)).programSize() > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private CommandRun check(List<String> patterns) throws IOException {
    String mask =
        patterns.stream()
            .map(pattern -> "  - '" + pattern + "'\n")
            .collect(Collectors.joining("", "constraints: []\nrecord:\n  mask:\n", ""));
    Path policy = Files.writeString(directory.resolve("policy.yaml"), mask);
    return CommandRun.of(
        "check",
        "--policy",
        policy.toString(),
        "--clusters",
        Sample.validFleet("no-clusters").file().toString());
  }
}
