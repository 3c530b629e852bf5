package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.admission.NamespaceLookup;
import io.execguard.json.Digest;
import io.execguard.policy.AllowedCommands;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Exemptions;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.RecordSchema;
import io.execguard.testing.Reviews;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every captured review at every door, under policies that know no `record`: answers, records and
/// the policy's own line are byte for byte what they were before there was such a word. The file
/// has a digest for each policy and review. Where such a change is meant, the test prints the new
/// file, which takes the old one's place in the same commit.
final class AnswersWithoutRecordTest {
  private static final Path BEFORE = Path.of("src/test/resources/answers-without-record.txt");

  private static final List<String> DOORS =
      List.of(
          "sessions",
          "sessions-open",
          "commands",
          "commands-open",
          "run",
          "node",
          "tunnels",
          "grants",
          "labels",
          "labels-open",
          "unknown");

  private static final List<NamespaceLookup> LOOKUPS =
      List.of(
          Function.labelled(Policies.PRODUCTION),
          Function.labelled(Policies.STAGING),
          Function.unavailable());

  @Test
  void staysWhatItWas() throws IOException {
    List<String> now = new ArrayList<>();
    for (String review : Reviews.names()) {
      now.add(digest(Policies.starter(), review) + " starter " + review);
      now.add(digest(everything(), review) + " everything " + review);
    }

    assertTrue(now.size() > 40);
    String text = String.join("\n", now) + "\n";
    assertEquals(Files.readString(BEFORE), text, () -> "is now\n" + text);
  }

  private static String digest(Policy policy, String review) {
    StringBuilder all = new StringBuilder();
    for (NamespaceLookup lookup : LOOKUPS) {
      Function function = new Function(policy, lookup);
      for (String door : DOORS) {
        all.append(function.post(door, Reviews.bytes(review)).body()).append('\n');
      }
      function
          .allLines()
          .forEach(line -> all.append(RecordSchema.withoutRelease(line)).append('\n'));
    }
    return Digest.hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// What a constraint could say before.
  private static Policy everything() {
    Constraint denying = Policies.production("denying", EnforcementAction.DENY);
    return new Policy(
        List.of(
            Policies.production("warning", EnforcementAction.WARN),
            Policies.production("noting", EnforcementAction.DRYRUN),
            new Constraint(
                denying.name(),
                denying.enforcementAction(),
                denying.match(),
                denying.message(),
                new Exemptions(List.of("on-call"), List.of(), List.of("ci:deployer")),
                Optional.of(new AllowedCommands(List.of("ls"))),
                Optional.of(new BreakGlass(Duration.ofHours(4), true, Optional.empty())))),
        List.of("-p\\S+"));
  }
}
