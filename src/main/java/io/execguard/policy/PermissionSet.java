package io.execguard.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A permission set of IAM Identity Center as it is assigned in one account. Each assignment makes
/// a role there, `AWSReservedSSO_NAME_SUFFIX`, and the suffix is another when it is made anew.
///
/// Identity Center makes these roles, under the path `/aws-reserved/sso.amazonaws.com/`, which is
/// its service-linked role's (AWS managed policy `AWSSSOServiceRolePolicy`), and IAM lets nobody
/// else change them ("only modifiable by AWS"). EKS leaves the path away, so that the name alone is
/// looked at: who may create roles in the account is trusted with their names, as with `roles`.
///
/// @param account 12 digits
/// @param name exactly, in its own letters: 1 to 32 (sso-admin's CreatePermissionSet)
public record PermissionSet(String account, String name) {
  private static final String PREFIX = "AWSReservedSSO_";
  private static final String SUFFIX = "_[0-9a-f]{16}";
  private static final String NAME = "[\\w+=,.@-]{1,32}";

  private static final Pattern ENTRY =
      Pattern.compile("([0-9]{12}):(?!" + PREFIX + ")(" + NAME + ")");

  /// A role's ARN, with or without its path, or a session's.
  private static final Pattern ROLE =
      Pattern.compile(
          "arn:aws[a-z-]*:(?:iam::([0-9]{12}):role/(?:[!-~]*/)?|sts::([0-9]{12}):assumed-role/)"
              + PREFIX
              + "("
              + NAME
              + ")"
              + SUFFIX
              + "(?:/.*)?");

  /// Reads `ACCOUNT:NAME`.
  ///
  /// @throws IllegalArgumentException for any other text; the message says what would be right
  public static PermissionSet of(String text) {
    Matcher entry = ENTRY.matcher(text);
    if (entry.matches()) {
      return new PermissionSet(entry.group(1), entry.group(2));
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no permission set, like 222222222222:"
            + "ProductionResponder: the account, and the permission set's name without what AWS puts"
            + " around it in the role's"
            + ofRole(text).map(set -> "; that is " + set.text()).orElse(""));
  }

  /// The permission set whose role, or whose role's session, an ARN names.
  static Optional<PermissionSet> ofRole(String arn) {
    Matcher role = ROLE.matcher(arn);
    if (!role.matches()) {
      return Optional.empty();
    }
    String account = role.group(1) == null ? role.group(2) : role.group(1);
    return Optional.of(new PermissionSet(account, role.group(3)));
  }

  public String text() {
    return account + ":" + name;
  }

  /// Which `canonicalArn` its roles have, as a regular expression for the whole text that Java and
  /// RE2 read alike. The suffix has a length of its own, so that no name is another's beginning.
  public String canonicalArns() {
    return "arn:aws[a-z-]*:iam::" + account + ":role/" + PREFIX + "\\Q" + name + "\\E" + SUFFIX;
  }

  boolean includes(String canonicalArn) {
    return canonicalArn.matches(canonicalArns());
  }
}
