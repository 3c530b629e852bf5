package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolMadeNameTest {
  // A grant by EKSGetTokenAuth was taken, and then every colleague was refused as who had granted.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "EKSGetTokenAuth",
        "eksgettokenauth",
        "EKSDescribeClusterSession",
        "botocore-session-1732456789",
        "Botocore-Session-1732456789",
        "AWS-CLI-session-1732456789",
        "AWSCLI-Session",
        "aws-cli",
        "boto3",
        "boto3-session",
        "AssumeRoleSession1",
        "aws-sdk-java-1732456789123",
        "aws-sdk-js-1732456789123",
        "aws-sdk-js-session-1732456789123",
        "aws-go-sdk-1732456789123456789",
        "aws-sdk-go",
        "aws-sdk-php-1732456789123",
        "aws-dotnet-sdk-session-638238288466144357",
        "assume-role-from-profile-1632246085998",
        "assume-role-provider-1632246085998",
        "web-identity-token-1632246085998",
        "aws-common-runtime-profile-config-1632246085998",
        "default_session",
        "GitHubActions",
        "GitLabRunner-42-4711",
        "gitlab-ci-42",
        "buildkite-job-01890000-0000-4000-8000-000000000000",
        "terraform",
        "terraform-run-AbCdEf",
        "eksctl-1732456789",
        "Jenkins-deploy-12",
        "AWSCodeBuild-817f3b8c-54de-45c7-b547-05ace80ed7fd",
        "AWSCloudFormation",
        "i-0123456789abcdef0",
        "i-01234567",
        "mi-0123456789abcdef0",
        "0123456789abcdef0123456789abcdef",
        "eks-prod-checkout-7-817f3b8c-54de-45c7-b547-05ace80ed7fd",
        "817f3b8c-54de-45c7-b547-05ace80ed7fd",
        "1732456789",
        "1732456789123",
        "1732456789123456789",
        "1732456789.123456",
        "20261123140000",
        "20261123T140000Z",
        "2026-11-23T14-00-00Z",
        " EKSGetTokenAuth ",
        // As behind them, another name each time: whoever granted came back as a second person.
        "session-1732456789",
        "jane-1732456789123",
        "eks-deploy-20261123140000",
        "nightly.2026-11-23",
        "job-817f3b8c-54de-45c7-b547-05ace80ed7fd",
        "817F3B8C-54DE-45C7-B547-05ACE80ED7FD-2",
        // A number alone was taken for a person's, where it was shorter than the time.
        "4711",
        "00471123",
        "123456789-3",
        "GitHub_to_AWS_via_FederatedOIDC",
        "GitHub_to_AWS_via_FederatedOIDC_Run_ID_42",
        "github_actions_42",
        "samplerolesession",
        "aws-vsts-tools",
        "bitbucket-pipelines",
        "SageMaker",
        "session",
        "MySession",
        "my-session-name",
        "RoleSession1",
        "terraform_session",
        "TerraformSession"
      })
  void knowsANameThatAToolMade(String session) {
    assertTrue(ToolMadeName.of(user("admin", session)).isPresent());
    String arn = "arn:aws:sts::111122223333:assumed-role/Lead/" + session;
    assertTrue(ToolMadeName.of(named(arn)).isPresent());
    assertTrue(ToolMadeName.in(arn).isPresent());
    assertTrue(
        ToolMadeName.of(new User("sso", "", List.of(), Map.of("Arn", List.of(arn)))).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jane",
        "jane.doe@example.com",
        "jane-doe",
        "bob-example.com",
        "a123456",
        "471-123a",
        "jane.doe+1@example.com",
        "jane1732456789@example.com",
        "jane-2",
        "jane-20261123",
        "i-robot",
        "obsession",
        "jane-sessions",
        "github-jane",
        "eks-team-jane",
        "terry",
        "botocore",
        "git",
        "gitta",
        "abcdefabcdef",
        "AdministratorJane"
      })
  void leavesAPersonsNameAlone(String session) {
    assertEquals(Optional.empty(), ToolMadeName.of(user("sso:" + session, session)));
    assertEquals(
        Optional.empty(),
        ToolMadeName.in("arn:aws:sts::111122223333:assumed-role/Lead/" + session));
  }

  /// EKS leaves the session's name empty for an IAM user. STS takes none that is empty.
  @Test
  void knowsThatAnEmptyNameIsNobodysInASessionAlone() {
    assertEquals(Optional.empty(), ToolMadeName.of(user("arn:aws:iam::1:user/jane", "")));
    assertTrue(ToolMadeName.in("arn:aws:sts::1:assumed-role/Lead/").isPresent());
    assertTrue(ToolMadeName.in("arn:aws:sts::1:assumed-role/Lead").isPresent());
  }

  /// Mapped into a username, and nothing of AWS beside it, as an impersonated user has it.
  @ParameterizedTest
  @ValueSource(
      strings = {"sso:EKSGetTokenAuth", "team/GitHubActions", "botocore-session-1732456789"})
  void knowsAToolsNameInAUsername(String username) {
    assertTrue(ToolMadeName.of(named(username)).isPresent());
  }

  /// An identity provider of one's own may call people by numbers and UUIDs.
  @ParameterizedTest
  @ValueSource(
      strings = {"oidc:817f3b8c-54de-45c7-b547-05ace80ed7fd", "1732456789", "x#1732456789"})
  void leavesANumberAloneThatIsNoSessions(String username) {
    assertEquals(Optional.empty(), ToolMadeName.of(named(username)));
  }

  /// Hostile: an impersonated name of a megabyte, `0000000000.0000000000.` and so on, was a stack
  /// overflow, which is an answer without a record.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000.",
        "1.",
        "1",
        "-1732456789x",
        "session",
        "session1",
        "20-",
        "-2026",
        "@",
        "eks-",
        "-817f3b8c-54de-45c7-b547-05ace80ed7fd0"
      })
  void readsANameOfAnyLength(String part) {
    String name = part.repeat(1_000_000 / part.length()) + "!";
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertTrue(ToolMadeName.of(user(name, name)).isEmpty()));
  }

  /// Hostile: a name of one's own beside the tool's, under the key in another case.
  @Test
  void oneOfSeveralNamesIsEnough() {
    User user =
        new User(
            "arn:aws:sts::1:assumed-role/Lead/jane",
            "",
            List.of(),
            Map.of("sessionName", List.of("jane", "EKSGetTokenAuth")));
    assertEquals("EKSGetTokenAuth", ToolMadeName.of(user).orElseThrow().name());
    assertEquals("aws eks get-token --role-arn", ToolMadeName.of(user).orElseThrow().maker());
  }

  private static User user(String username, String session) {
    return new User(username, "", List.of(), Map.of("SESSIONNAME", List.of(session)));
  }

  private static User named(String username) {
    return new User(username, "", List.of(), Map.of());
  }
}
