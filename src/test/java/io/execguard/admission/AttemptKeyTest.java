package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.Access;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Samples;
import io.execguard.testing.Reviews;
import io.execguard.testing.Rewriting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which reviews are of one attempt.
final class AttemptKeyTest {
  private static final SampleDecision SHELL = SampleDecision.of("exec-interactive-tty");

  @Test
  void is128BitsInHex() {
    assertTrue(key(SHELL).matches("[0-9a-f]{32}"), key(SHELL));
  }

  /// kubectl sends a denied exec again over SPDY, under another uid.
  @Test
  void isTheSameForTheSecondTry() {
    assertEquals(key(SHELL), key(SHELL.replacing("a255e686", "b255e686")));
  }

  @Test
  void isTheSameForWhatTheRecorderMadeOfIt() {
    byte[] rewritten =
        Rewriting.withCommand(
            Reviews.bytes("exec-interactive-tty"),
            Recorder.wrap(Samples.SESSION, RecorderSettings.DEFAULT, List.of("/bin/bash")),
            "b255e686-e46e-4a23-bd11-206b0ea36609");
    assertEquals(
        key(SHELL), key(SampleDecision.ofText(new String(rewritten, StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'\"/bin/bash\"',               '\"/bin/sh\"'",
        "'\"/bin/bash\"',               '\"/bin/bash\", \"\"'",
        "'\"container\": \"app\"',      '\"container\": \"side\"'",
        "'\"stdin\": true',             '\"stdin\": false'",
        "'\"tty\": true',               '\"tty\": false'",
        "'\"namespace\": \"payments\"', '\"namespace\": \"billing\"'",
        "checkout-7d9c6f8b5-x2x7k,      checkout-7d9c6f8b5-x2x7l",
        "'\"username\": \"arn',         '\"username\": \"Arn'",
      })
  void isAnotherForAnotherUserTargetOrCommand(String part, String other) {
    assertNotEquals(key(SHELL), key(SHELL.replacing(part, other)));
  }

  /// The key was taken from a text in which ["a, b"] and ["a", "b"] are the same.
  @Test
  void tellsOneArgumentWithACommaFromTwo() {
    assertNotEquals(
        key(SHELL.replacing("\"/bin/bash\"", "\"a, b\"")),
        key(SHELL.replacing("\"/bin/bash\"", "\"a\", \"b\"")));
  }

  @Test
  void isAnotherForAnotherClusterAndKind() {
    Review review = SHELL.review();
    assertNotEquals(AttemptKey.of("prod-eu", review), AttemptKey.of("prod-us", review));
    assertNotEquals(
        AttemptKey.of("prod-eu", review),
        AttemptKey.of("prod-eu", review.with(new Access.PortForward())));
  }

  /// Of a long command a record keeps the ends: two with the same ends are two attempts.
  @Test
  void tellsLongCommandsApartByTheirMiddle() {
    String half = "a".repeat(20_000);
    assertNotEquals(
        key(SHELL.replacing("/bin/bash", half + "1" + half)),
        key(SHELL.replacing("/bin/bash", half + "2" + half)));
  }

  @Test
  void tellsChangesOfANamespaceApartByWhatTheyWrite() {
    SampleDecision grant = SampleDecision.of("grant-made");
    assertEquals(key(grant), key(grant.replacing("e53784eb", "f53784eb")));
    assertNotEquals(key(grant), key(grant.replacing("INC-4242", "INC-4243")));
    assertNotEquals(
        key(grant),
        key(grant.replacing("\"environment\" : \"production\"", "\"environment\" : \"staging\"")));
  }

  private static String key(SampleDecision sample) {
    return AttemptKey.of(Samples.CLUSTER, sample.review());
  }
}
