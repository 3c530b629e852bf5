package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Access;
import io.execguard.policy.Samples;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
  private static final Mask MASK = new Mask(List.of("-p\\S+", "(?i)(token|password)=\\S+"));

  /// The searches below take tenths of a second on an idle machine; one that goes back takes hours.
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void hidesWhatAPatternMatchesAndNothingElse() {
    MaskedAccess masked = over(MASK, "mysql", "-uroot", "-pS3CRET", "TOKEN=x y", "a Password=b c");
    assertEquals(List.of("mysql", "-uroot", "***", "*** y", "a *** c"), command(masked));
    assertEquals(3, masked.arguments());
    assertEquals(
        "-pS3CRET".length() + "TOKEN=x".length() + "Password=b".length(), masked.characters());
    assertTrue(masked.whole());
  }

  @Test
  void leavesWhatNoPatternMatchesAsItIs() {
    MaskedAccess masked = over(MASK, "ls", "-l", "");
    assertEquals(List.of("ls", "-l", ""), command(masked));
    assertEquals(0, masked.arguments());
    assertEquals(0, masked.characters());
    assertTrue(masked.whole());
  }

  @Test
  void leavesTheAccessItselfWithoutPatterns() {
    Access access = new Access.Exec(false, false, List.of("-pS3CRET"), "");
    assertSame(access, new Mask(List.of()).over(access).access());
  }

  @Test
  void hidesEverySpanOfPatternsThatOverlap() {
    assertEquals(List.of("x***x"), command(over(new Mask(List.of("abc", "bcd", "e")), "xabcdex")));
  }

  @Test
  void hidesInTheCommandsOfContainersToo() {
    List<Access.Container> containers =
        List.of(
            new Access.Container("a", true, false, List.of("mysql"), List.of("-pS3CRET")),
            new Access.Container("b", false, false));
    List<Access.Container> shown =
        List.of(
            new Access.Container("a", true, false, List.of("mysql"), List.of("***")),
            new Access.Container("b", false, false));
    assertEquals(
        new MaskedAccess(new Access.Debug(shown, Samples.nodeAccess("privileged")), 1, 8, true),
        MASK.over(new Access.Debug(containers, Samples.nodeAccess("privileged"))));
    assertEquals(
        new MaskedAccess(new Access.Run(shown, Samples.nodeAccess("hostPID")), 1, 8, true),
        MASK.over(new Access.Run(containers, Samples.nodeAccess("hostPID"))));
  }

  /// Somebody pads the command until the secret lies behind what is searched.
  @Test
  void hidesWhatItDoesNotSearch() {
    String padded = "a".repeat(70_000) + " -pS3CRET";
    MaskedAccess masked = over(MASK, "sh", padded, "-pS3CRET", "tail");
    assertFalse(masked.access().toString().contains("S3CRET"));
    assertTrue(command(masked).get(1).startsWith("a".repeat(24 << 10)));
    assertEquals(List.of("***", "***"), command(masked).subList(2, 4));
    assertEquals(3, masked.arguments());
    assertFalse(masked.whole());
  }

  /// A secret that begins before the end of what is searched would match in part or not at all.
  @Test
  void hidesASecretOnTheBorderOfWhatItSearches() {
    for (int before = 65_500; before < 65_560; before++) {
      String command = command(over(MASK, "a".repeat(before) + " token=S3CRETS3CRET")).getFirst();
      assertFalse(command.contains("S3"), () -> command.substring(65_400));
    }
  }

  /// RE2 finds one match in linear time; this looks for `b` to the end for each `a`.
  @Test
  void takesNoQuadraticTime() {
    Mask mask = new Mask(Collections.nCopies(32, "a[^b]*b|a"));
    assertTimeoutPreemptively(LONG, () -> over(mask, "a".repeat(5 << 20)));
  }

  @Test
  void takesNoLongTimeForMillionsOfShortArguments() {
    Mask mask = new Mask(IntStream.range(0, 32).mapToObj(i -> "secret" + i).toList());
    List<String> arguments = Collections.nCopies(1_500_000, "a");
    assertTimeoutPreemptively(LONG, () -> mask.over(new Access.Exec(false, false, arguments, "")));
  }

  @Test
  void hidesTheRestBehindMoreMatchesThanItCounts() {
    String many = "-px ".repeat(300);
    MaskedAccess masked = over(MASK, many);
    assertEquals("*** ".repeat(256) + "***", command(masked).getFirst());
    assertFalse(masked.whole());
  }

  /// The 256th match is the last that is there: nothing is hidden that no pattern matches.
  @Test
  void isWholeWithAsManyMatchesAsItCounts() {
    MaskedAccess masked = over(MASK, "-px ".repeat(256), "tail");
    assertEquals(256 * 3, masked.characters());
    assertTrue(masked.whole());
  }

  /// A pattern that begins its search anew behind each match took seconds over 64 Ki characters.
  @Test
  void hidesTheRestBehindMoreLooksThanItTakes() {
    MaskedAccess masked = over(new Mask(List.of("a[^b]*b|a")), "sh", "a".repeat(60_000), "tail");
    assertTrue(command(masked).get(1).startsWith("***"), () -> masked.toString().substring(0, 99));
    assertEquals(List.of("sh", "***", "***"), command(masked));
    assertFalse(masked.whole());
  }

  /// Two commands of the same bytes leave the same record, however busy the machine is.
  @Test
  void endsAtTheSamePlaceEachTime() {
    Mask mask = new Mask(List.of("a[^b]*b|a", "x+"));
    String[] command = {"sh", "aax ".repeat(9_000), "x"};
    assertEquals(over(mask, command), over(mask, command));
  }

  @ParameterizedTest
  @CsvSource({
    "-p\\S+, '-p '",
    "(?i)(password|token)=\\S+, 'password= '",
    "(?i)(\\S*)(secret|password|token|key)(\\S*), 'passwor '",
    "(?i)(\\S*)(secret|password|token|key)(\\S*), a",
    "AKIA[0-9A-Z]{16}, AKIA-",
    "'eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}', eyJ",
    "-----BEGIN[\\s\\S]*KEY-----, -----BEGIN",
    "[A-Za-z0-9/+=]{40}, 'aB0 '",
    "\\bkey\\b, keykey",
  })
  void searchesToTheEndForWhatIsNearlyThere(String pattern, String unit) {
    MaskedAccess masked =
        over(new Mask(List.of(pattern)), "sh", unit.repeat(60_000 / unit.length()));
    assertTrue(masked.whole());
    assertEquals(0, masked.characters());
  }

  @Test
  void refusesWhatIsNoPatternOfRe2() {
    assertEquals(
        "\"(?<=-p)x\" is no pattern of RE2 (invalid named capture); look-around and back-references"
            + " are not there",
        assertThrows(IllegalArgumentException.class, () -> new Mask(List.of("(?<=-p)x")))
            .getMessage());
  }

  private static MaskedAccess over(Mask mask, String... command) {
    return mask.over(new Access.Exec(false, false, List.of(command), ""));
  }

  private static List<String> command(MaskedAccess masked) {
    return masked.access() instanceof Access.Exec exec ? exec.command() : List.of();
  }
}
