package io.execguard.admission;

import io.execguard.policy.ToolMadeName;
import io.execguard.policy.User;

/// Why somebody cannot be one of the two people whom `secondPerson` wants, and what would be right,
/// in the half of a sentence.
final class SecondPerson {
  static final String NO_PERSON =
      "a service account or another user of the cluster's own is nobody's second person: use your own"
          + " name";

  /// A session's name has at most 64 characters; an impersonated one can be anything.
  private static final int LONGEST_NAME = 64;

  private SecondPerson() {}

  static String toolNamed(User user) {
    return ToolMadeName.of(user)
            .map(
                made ->
                    "your session's name, \""
                        + RequestWording.cut(made.name(), LONGEST_NAME)
                        + "\", is what "
                        + made.maker()
                        + " writes and does not tell who you are")
            .orElse("your session's name does not tell who you are")
        + ": take --role-arn out of the kubeconfig, and set role_session_name in ~/.aws/config,"
        + " AWS_ROLE_SESSION_NAME or --role-session-name, or use IAM Identity Center";
  }
}
