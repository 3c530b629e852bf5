package io.execguard.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A session's name that a tool made up because nobody gave it one. All who use the tool share it,
/// or it is another each time: it names nobody.
///
/// No list of these is complete. What a tool of your own writes is not known here, nor the names of
/// Lambda functions, which are the names of their sessions and can be anything.
///
/// @param name as the user has it
/// @param maker what makes such names, in words that end a sentence
public record ToolMadeName(String name, String maker) {

  /// What one maker writes. Compared whole and without regard to case: a name in another case tells
  /// no more of a person. No pattern repeats a group that could give something back: an
  /// impersonated name is as long as a header, and each such round takes a frame of the stack.
  ///
  /// @param anywhere true where only a tool would write it; false for what elsewhere can be a
  ///   person's own name, a staff number or the UUID of an identity provider
  private record Form(Pattern pattern, String maker, boolean anywhere) {
    private static Form word(String maker, String pattern) {
      return new Form(Pattern.compile(pattern, FLAGS), maker, true);
    }

    private static Form ofSessions(String maker, String pattern) {
      return new Form(Pattern.compile(pattern, FLAGS), maker, false);
    }
  }

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

  private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private static final List<Form> FORMS =
      List.of(
          // aws-cli, customizations/eks/get_token.py: RoleSessionName='EKSGetTokenAuth'.
          Form.word("aws eks get-token --role-arn", "EKSGetTokenAuth"),
          // aws-cli, customizations/eks/update_kubeconfig.py, with --assume-role-arn.
          Form.word("aws eks update-kubeconfig", "EKSDescribeClusterSession"),
          // botocore, credentials.py: f'botocore-session-{int(time.time())}'; aws-cli and boto3
          // take their names from there. Before botocore had it, aws-cli's assumerole.py wrote
          // AWS-CLI-session-SECONDS. AWSCLI-Session and AssumeRoleSession1 are what AWS's guides
          // to assume-role and to boto3 tell to type.
          Form.word(
              "aws-cli and boto3",
              "botocore-session-.*|boto3?(?:-.*)?|AWS-?CLI(?:-?session.*)?|AssumeRoleSession[0-9]*"),
          // Java: "aws-sdk-java-" + System.currentTimeMillis(), v1's
          // ProfileAssumeRoleCredentialsProvider and v2's StsProfileCredentialsProviderFactory.
          // JavaScript: aws-sdk-js-session-${Date.now()} of credential-provider-web-identity,
          // aws-sdk-js-${Date.now()} of credential-provider-ini. Go: "aws-go-sdk-%d" of v2's
          // stscreds. PHP: 'aws-sdk-php-' and milliseconds, CredentialProvider. .NET:
          // "aws-dotnet-sdk-session-" and ticks, AWSCredentialsFactory. Kotlin, Swift and C++
          // alike.
          Form.word("an AWS SDK", "aws-(?:sdk-[a-z]+|[a-z]+-sdk)(?:-.*)?"),
          // Rust, aws-config: default_session_name("assume-role-from-profile") and its like.
          Form.word(
              "an AWS SDK", "(?:assume-role-(?:from-profile|provider)|web-identity-token)-.*"),
          // aws-c-auth, which several SDKs are built on: credentials_provider_profile.c.
          Form.word("an AWS SDK", "aws-common-runtime-.*"),
          // Ruby, aws-sdk-core: AssumeRoleCredentials of a shared config without a name.
          Form.word("an AWS SDK", "default_session"),
          // aws-actions/configure-aws-credentials: role-session-name is GitHubActions by default.
          // The others are what GitHub's guide and AWS's blog on it tell to write.
          Form.word(
              "GitHub Actions",
              "GitHub[-_]?Actions?(?:Session)?(?:[-_].*)?|GitHub_to_AWS_via_FederatedOIDC.*|samplerolesession"),
          // aws-vsts-tools, sdkutils: defaultRoleSessionName = 'aws-vsts-tools'.
          Form.word("Azure DevOps", "aws-vsts-tools"),
          // GitLab's guide to OpenID Connect: GitLabRunner-${CI_PROJECT_ID}-${CI_PIPELINE_ID}.
          Form.word("GitLab", "gitlab[-_]?(?:runner|ci)?(?:[-_].*)?"),
          // buildkite-plugins/aws-assume-role-with-web-identity: buildkite-job-${BUILDKITE_JOB_ID}.
          Form.word("Buildkite", "buildkite-job-.*"),
          // Terraform's AWS provider leaves it to the Go SDK; HCP Terraform, runs and modules write
          // their own word. eksctl, Jenkins' plugins and other CI systems do, too.
          Form.word(
              "a tool of automation",
              "(?:terraform|terragrunt|pulumi|atlantis|eksctl|jenkins|circleci|spinnaker|bitbucket)"
                  + "(?:[-_].*)?"
                  + "|io\\.jenkins\\..*"),
          // CodeBuild: AWSCodeBuild- and the build's UUID. CloudFormation and Glue have fixed ones.
          Form.word(
              "an AWS service",
              "AWSCodeBuild(?:-.*)?|AWSCodePipeline(?:-.*)?|AWSCloudFormation|GlueJobRunnerSession"
                  + "|SageMaker"),
          // EC2: a role's session of an instance profile has the instance's id; mi- is a hybrid
          // node of Systems Manager. Cloud9's instances have one, too.
          Form.word("an EC2 instance", "m?i-(?:[0-9a-f]{8}|[0-9a-f]{17})"),
          // EKS API, AssumedRoleUser: eks-clustername-podname-random UUID.
          Form.word("EKS Pod Identity", "eks-.*-" + UUID),
          // ECS: a task's id. A UUID without dashes has the same form.
          Form.ofSessions("an ECS task", "[0-9a-f]{32}"),
          // MySession, RoleSession1, terraform_session: what guides and scripts say in place of a
          // name. The word alone tells that nobody thought of a person.
          Form.ofSessions(
              "a script",
              "(?:.*[-_.+=,@])?(?:my|role|assumed?-?role|default|test|example|aws|sts|boto|ansible"
                  + "|terraform|jenkins|github|gitlab)?-?session(?:[-_]?name)?[-_]?[0-9]*"),
          // Ruby's and C++'s SDKs for web identities, and scripts with uuidgen: alone or behind a
          // word of theirs, it is another each time.
          Form.ofSessions("a tool, at random", "(?:.*[^0-9a-f])?" + UUID + "(?:[^0-9a-f].*)?"),
          // aws-sdk-go, stscreds: fmt.Sprintf("%d", time.Now().UTC().UnixNano()), and so
          // aws-iam-authenticator, argocd-k8s-auth and aws-vault; scripts with date +%s, and the
          // numbers of CI's jobs and builds. A staff number looks no different: it has to be given
          // with something that is no digit.
          Form.ofSessions("a tool, from a number or the time", "[0-9]++(?:[.,_-][0-9]++)*+"),
          // deploy-1732456789 and its like, in seconds to nanoseconds since 2017: another each
          // time. Behind a person's name it would make a second person of them.
          Form.ofSessions(
              "a tool, from the time",
              "(?:.*[-_.+=,@])?1[5-9][0-9]{8}(?:[0-9]{3}){0,3}(?:[-_.+=,@].*)?"),
          // date -Is and its like, with what a session's name may hold of it.
          Form.ofSessions(
              "a tool, from the time",
              "(?:.*[-_.+=,@])?20[0-9]{2}(?:-[01][0-9]-[0-3][0-9].*"
                  + "|[01][0-9][0-3][0-9][-T_]?[0-9]{4,6}Z?)"));

  /// STS takes no session's name that is empty, so that an ARN without one is somebody's text.
  private static final String NOBODY = "nobody";

  private static final Pattern SESSION =
      Pattern.compile(
          "arn:aws[a-z-]*:sts::[^:]*:(?:assumed-role/[^/]*|federated-user)(?:/(.*))?",
          Pattern.CASE_INSENSITIVE);

  /// The first of a user's session names that a tool made: of `sessionName`, of the ARN in `arn`,
  /// of the username.
  public static Optional<ToolMadeName> of(User user) {
    return Stream.of(
            Person.extra(user, Person.SESSION_NAME).flatMap(name -> made(name, form -> true)),
            Person.extra(user, Person.SESSION_ARN).flatMap(arn -> in(arn).stream()),
            in(user.username()).stream())
        .flatMap(names -> names)
        .findFirst();
  }

  /// In a username, or in the ARN of a session.
  static Optional<ToolMadeName> in(String username) {
    Matcher session = SESSION.matcher(username);
    if (session.matches()) {
      String name = session.group(1);
      return name == null || name.isBlank()
          ? Optional.of(new ToolMadeName("", NOBODY))
          : made(name, form -> true).findFirst();
    }
    return username.startsWith("arn:")
        ? Optional.empty()
        : Person.parts(username).flatMap(part -> made(part, Form::anywhere)).findFirst();
  }

  private static Stream<ToolMadeName> made(String name, Predicate<Form> counts) {
    return FORMS.stream()
        .filter(counts)
        .filter(form -> form.pattern.matcher(name.strip()).matches())
        .map(form -> new ToolMadeName(name, form.maker))
        .limit(1);
  }
}
