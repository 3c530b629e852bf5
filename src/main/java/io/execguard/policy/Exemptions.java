package io.execguard.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whom a constraint lets through, or takes grants of break-glass from. Every entry is compared
/// whole, never by its beginning.
///
/// @param groups Kubernetes groups
/// @param roles ARNs of IAM roles as EKS puts them into `canonicalArn`: without a path
/// @param permissionSets of IAM Identity Center, whatever suffix AWS gave their roles
/// @param serviceAccounts `NAMESPACE:NAME`
/// @param recorded they are let through only on record
public record Exemptions(
    List<String> groups,
    List<String> roles,
    List<PermissionSet> permissionSets,
    List<String> serviceAccounts,
    boolean recorded) {
  public static final Exemptions NONE = new Exemptions(List.of(), List.of(), List.of());

  /// The groups that hold everybody, every service account of a cluster or of a namespace.
  private static final Set<String> EVERYBODY =
      Set.of("system:authenticated", "system:unauthenticated", "system:serviceaccounts");

  private static final String ALL_OF_A_NAMESPACE = "system:serviceaccounts:";
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
  private static final String CANONICAL_ARN = "canonicalArn";

  private static final Pattern GROUP = Pattern.compile("[\\p{Print}&&[^*]]{1,256}");
  private static final Pattern ROLE =
      Pattern.compile("(arn:aws[a-z-]*):iam::([0-9]{12}):role/(?:[!-~]*/)?([\\w+=,.@-]{1,64})");
  private static final Pattern ROLE_SESSION =
      Pattern.compile("(arn:aws[a-z-]*):sts::([0-9]{12}):assumed-role/([\\w+=,.@-]{1,64})(?:/.*)?");
  private static final Pattern NAMESPACE_AND_NAME =
      Pattern.compile(
          "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?");

  /// Checks the entries.
  ///
  /// @throws IllegalArgumentException where an entry could match nobody or would match everybody;
  ///   the message says what would be right
  public Exemptions {
    groups = List.copyOf(groups);
    roles = List.copyOf(roles);
    permissionSets = List.copyOf(permissionSets);
    serviceAccounts = List.copyOf(serviceAccounts);
    groups.forEach(Exemptions::requireGroup);
    roles.forEach(Exemptions::requireRole);
    serviceAccounts.forEach(Exemptions::requireServiceAccount);
    if (recorded && isNobody(groups, roles, permissionSets, serviceAccounts)) {
      throw new IllegalArgumentException(
          "recorded says that whoever is exempt has to be on record, and nobody is exempt; name"
              + " them, or leave it away");
    }
  }

  /// On record or not.
  public Exemptions(
      List<String> groups,
      List<String> roles,
      List<PermissionSet> permissionSets,
      List<String> serviceAccounts) {
    this(groups, roles, permissionSets, serviceAccounts, false);
  }

  /// Without permission sets.
  public Exemptions(List<String> groups, List<String> roles, List<String> serviceAccounts) {
    this(groups, roles, List.of(), serviceAccounts);
  }

  private boolean isNobody() {
    return isNobody(groups, roles, permissionSets, serviceAccounts);
  }

  private static boolean isNobody(List<?>... entries) {
    for (List<?> list : entries) {
      if (!list.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// The first entry that means the user.
  Optional<Exemption> of(User user) {
    if (isNobody()) {
      return Optional.empty();
    }
    for (String group : groups) {
      if (user.groups().contains(group)) {
        return Optional.of(new Exemption(Exemption.By.GROUP, group));
      }
    }
    return canonicalArn(user).flatMap(this::byRole).or(() -> byServiceAccount(user));
  }

  /// Fails closed: who can write a second key or value could write any role's.
  private static Optional<String> canonicalArn(User user) {
    List<String> arns = new ArrayList<>();
    user.extra()
        .forEach(
            (key, values) -> {
              if (key.equalsIgnoreCase(CANONICAL_ARN)) {
                arns.addAll(values.isEmpty() ? List.of("") : values);
              }
            });
    return arns.size() == 1 ? Optional.of(arns.getFirst()) : Optional.empty();
  }

  private Optional<Exemption> byRole(String arn) {
    return roles.contains(arn)
        ? Optional.of(new Exemption(Exemption.By.ROLE, arn))
        : permissionSets.stream()
            .filter(set -> set.includes(arn))
            .findFirst()
            .map(set -> new Exemption(Exemption.By.PERMISSION_SET, set.text()));
  }

  private Optional<Exemption> byServiceAccount(User user) {
    return serviceAccounts.stream()
        .filter(account -> user.username().equals(SERVICE_ACCOUNT + account))
        .findFirst()
        .map(account -> new Exemption(Exemption.By.SERVICE_ACCOUNT, account));
  }

  private static void requireGroup(String group) {
    if (EVERYBODY.contains(group)) {
      throw new IllegalArgumentException(
          "\"" + group + "\" means everybody; name a group of people");
    }
    if (group.startsWith(ALL_OF_A_NAMESPACE)) {
      throw new IllegalArgumentException(
          "\"" + group + "\" means every service account of the namespace; name a group of people");
    }
    if (!GROUP.matcher(group).matches()) {
      throw new IllegalArgumentException(
          "\""
              + group
              + "\" is no group's name: 1 to 256 printable characters, compared whole, so"
              + " without '*'");
    }
  }

  private static void requireRole(String arn) {
    PermissionSet.ofRole(arn)
        .ifPresent(
            set -> {
              throw new IllegalArgumentException(
                  "\""
                      + arn
                      + "\" is a role that IAM Identity Center made, and gets another suffix when it is"
                      + " made anew; name the permission set: permissionSets: [\""
                      + set.text()
                      + "\"]");
            });
    Matcher session = ROLE_SESSION.matcher(arn);
    if (session.matches()) {
      throw new IllegalArgumentException(
          "\""
              + arn
              + "\" is a role's session; canonicalArn holds the role: "
              + canonical(session));
    }
    Matcher role = ROLE.matcher(arn);
    if (!role.matches()) {
      throw new IllegalArgumentException(
          "\"" + arn + "\" is no role's ARN, like arn:aws:iam::222222222222:role/on-call");
    }
    if (!canonical(role).equals(arn)) {
      throw new IllegalArgumentException(
          "\"" + arn + "\" has a path, which canonicalArn leaves out: " + canonical(role));
    }
  }

  private static String canonical(Matcher arn) {
    return arn.group(1) + ":iam::" + arn.group(2) + ":role/" + arn.group(3);
  }

  private static void requireServiceAccount(String account) {
    if (!NAMESPACE_AND_NAME.matcher(account).matches()) {
      String rest =
          account.startsWith(SERVICE_ACCOUNT) ? account.substring(SERVICE_ACCOUNT.length()) : "";
      throw new IllegalArgumentException(
          "\""
              + account
              + "\" is not NAMESPACE:NAME, "
              + (NAMESPACE_AND_NAME.matcher(rest).matches() ? rest : "like ci:deployer"));
    }
  }
}
