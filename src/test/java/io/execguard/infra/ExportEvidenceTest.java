package io.execguard.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.infra.FakeAws.Ended;
import io.execguard.json.Cursor;
import io.execguard.testing.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `infra/export-evidence`. The manual's recipe of before began a second export while the first
/// went on, which AWS refuses, to a bucket to which CloudWatch might not write, and synced it
/// before it was there. [ResumedExportTest] has what became of runs that were stopped.
final class ExportEvidenceTest {
  private static final String PERIOD = "20260901T000000Z-20261001T000000Z";
  private static final String DECISIONS = "exec-guard/exec-guard/decisions/" + PERIOD;
  private static final String AUDIT = "exec-guard/exec-guard/prod-eu/" + PERIOD;

  @TempDir private Path folder;
  private FakeAws aws = new FakeAws(Path.of(""), Path.of(""));

  @BeforeEach
  void start() throws IOException {
    aws = FakeAws.in(folder);
  }

  @Test
  void bothLogsAreExportedOneAfterTheOtherAndTheReportsCommandIsPrinted() throws Exception {
    Ended ended = aws.with("takes", "3").export("prod-eu");
    ended.assertDone();
    assertEquals(
        """
        task-1 /exec-guard/exec-guard/decisions evidence-eu %s 1788220800000 1790812799999
        task-2 /aws/eks/production/cluster evidence-eu %s 1788220800000 1790812799999
        """
            .formatted(DECISIONS, AUDIT),
        aws.read("tasks"));
    List<String> begun = aws.asked("create-export-task");
    assertFalse(begun.getFirst().contains("--log-stream-name-prefix"));
    assertTrue(begun.getLast().contains("--log-stream-name-prefix kube-apiserver-audit "));
    Path into = aws.checkout().resolve("evidence-prod-eu");
    assertEquals(
        List.of(
            "s3://evidence-eu/" + DECISIONS + "/task-1 " + into + "/decisions-task-1",
            "s3://evidence-eu/" + AUDIT + "/task-2 " + into + "/audit-task-2"),
        aws.asked("s3 sync").stream()
            .map(line -> line.replaceFirst(".* sync (.*) --only.*", "$1"))
            .toList());
    assertTrue(Files.isDirectory(into.resolve("audit-task-2")));
    assertEquals(
        "  ./exec-guard report --decisions %1$s/decisions-task-1 --audit %1$s/audit-task-2 --cluster prod-eu --from %2$s --until %3$s --out report.html"
            .formatted(into, FakeAws.FROM, FakeAws.UNTIL),
        ended.said().lines().toList().getLast());
  }

  @Test
  void itSaysWhereItWouldBeDoneAndAsks() throws Exception {
    Ended ended = aws.export("prod-eu");
    for (String said :
        List.of(
            "account 111122223333, as arn:aws:iam::111122223333:user/anna",
            "region  eu-central-1",
            "bucket  evidence-eu")) {
      assertTrue(ended.said().contains(said), ended.said());
    }
    aws.run(
            Stream.of(
                "infra/export-evidence",
                "prod-eu",
                "--bucket",
                "evidence-eu",
                "--from",
                FakeAws.FROM,
                "--until",
                FakeAws.UNTIL))
        .assertRefused("nobody can be asked here: with --yes it goes on without");
  }

  /// CloudWatch writes for whoever asks it: not for other accounts.
  @Test
  void aBucketWithoutAPolicyIsGivenOneForThisAccountsLogGroupsAlone() throws Exception {
    aws.export("prod-eu").assertDone();
    List<Cursor> statements = Function.tree(aws.read("policy-evidence-eu")).items("Statement");
    assertEquals(
        List.of("s3:GetBucketAcl", "s3:PutObject"),
        statements.stream().map(one -> one.text("Action")).toList());
    assertEquals("arn:aws:s3:::evidence-eu/*", statements.getLast().text("Resource"));
    for (Cursor statement : statements) {
      Cursor condition = statement.required("Condition");
      assertEquals(
          "logs.eu-central-1.amazonaws.com", statement.required("Principal").text("Service"));
      assertEquals(
          List.of("111122223333"), condition.required("StringEquals").texts("aws:SourceAccount"));
      assertEquals(
          List.of("arn:aws:logs:eu-central-1:111122223333:log-group:*"),
          condition.required("ArnLike").texts("aws:SourceArn"));
    }
    assertEquals(
        "bucket-owner-full-control",
        statements.getLast().required("Condition").required("StringEquals").text("s3:x-amz-acl"));
  }

  /// To put a policy is to take away what was there.
  @Test
  void aPolicyThatIsThereIsLeftAloneAndWhatItLacksIsSaid() throws Exception {
    Ended ended = aws.with("policy-evidence-eu", "{}").export("prod-eu");
    ended.assertRefused("CloudWatch Logs may not write to the bucket evidence-eu");
    assertTrue(ended.said().contains("\"Action\":\"s3:GetBucketAcl\""), ended.said());
    assertEquals("{}\n", aws.read("policy-evidence-eu"));
    assertEquals(List.of(), aws.asked("put-bucket-policy"));
  }

  @Test
  void aClusterOfAnotherRegionAndAccountHasABucketThere() throws Exception {
    aws.export("prod-us", "--cluster-profile", "other")
        .assertRefused("give --cluster-bucket, of us-east-1");
    assertEquals(List.of(), aws.asked("put-bucket-policy"));
    aws.export("prod-us", "--cluster-profile", "other", "--cluster-bucket", "evidence-us")
        .assertDone();
    assertTrue(aws.read("tasks").contains("/aws/eks/production/cluster evidence-us "));
    String policy = aws.read("policy-evidence-us");
    assertTrue(policy.contains("\"arn:aws:logs:us-east-1:444455556666:log-group:*\""), policy);
    assertFalse(policy.contains("111122223333"), policy);
    for (String what : List.of("create-export-task", "s3 sync")) {
      String command = aws.asked(what).getLast();
      assertTrue(command.startsWith("--profile other --region us-east-1 "), command);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "--bucket ~ nowhere ~ the bucket nowhere cannot be looked at: An error occurred (NoSuchBucket)",
        "--bucket ~ evidence-us ~ the bucket evidence-us is in us-east-1, and the log group in eu-central-1",
        "--from ~ 2026-09-01 ~ --from 2026-09-01 is no time such as 2026-09-01T00:00:00Z",
        "--from ~ 2026-02-30T00:00:00Z ~ --from 2026-02-30T00:00:00Z is no time that there is",
        "--from ~ 2026-10-01T00:00:00Z ~ --from 2026-10-01T00:00:00Z is not before",
        "--hours ~ 0 ~ --hours takes a number from 1 to 999",
        "--buckets ~ a ~ there is no option --buckets",
      })
  void mistakesAreSaidAndNothingIsExported(String option, String value, String sentence)
      throws Exception {
    aws.export("prod-eu", option, value).assertRefused(sentence);
    assertEquals(List.of(), aws.asked("create-export-task"));
  }

  @Test
  void anUnknownClusterIsSaid() throws Exception {
    aws.export("prod-ap").assertRefused("clusters.yaml has no cluster prod-ap");
  }

  /// What CloudWatch exports before twelve hours can have gaps, and would lie there as complete.
  @Test
  void whatIsNotOverForTwelveHoursIsNotExported() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    aws.export("prod-eu", "--until", now.minus(Duration.ofMinutes(700)).toString())
        .assertRefused("is not over for twelve hours");
    aws.export("prod-eu", "--until", now.minus(Duration.ofMinutes(721)).toString()).assertDone();
  }

  @Test
  void aDryRunPrintsEveryCommandAndAsksAndChangesNothing() throws Exception {
    Ended ended = aws.dryRun("prod-eu");
    ended.assertDone();
    for (String command :
        List.of(
            "s3api put-bucket-policy --bucket evidence-eu",
            "logs create-export-task --task-name 'exec-guard decisions'",
            "logs create-export-task --task-name 'exec-guard audit' --log-group-name /aws/eks/production/cluster",
            "s3 sync s3://evidence-eu/" + AUDIT + "/TASK")) {
      assertTrue(ended.said().contains(command), ended.said());
    }
    assertEquals(List.of(), aws.asked(""));
    assertFalse(Files.exists(aws.checkout().resolve("evidence-prod-eu")));
  }
}
