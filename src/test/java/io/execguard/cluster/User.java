package io.execguard.cluster;

import java.util.Locale;

/// Who may speak to the control plane. Anybody else is impersonated: `--as`, by [#ADMIN].
public enum User {
  /// May do everything: RBAC is not asked.
  ADMIN("admin", "system:masters"),
  /// A developer: every way to a session, pods to make and delete, namespaces to read.
  JANE("jane", "developers"),
  /// As jane.
  BOB("bob", "developers"),
  /// As jane, and up to no good.
  MALLORY("mallory", "developers"),
  /// May what jane may.
  OLGA("olga", "on-call"),
  /// What the guard itself needs: `get` on namespaces and pods.
  VIEWER("viewer", "viewers"),
  /// The part of the node that reports pods as running; the audit log leaves it out.
  NODE("node-of-the-tests", "system:masters");

  private final String userName;
  private final String group;

  User(String userName, String group) {
    this.userName = userName;
    this.group = group;
  }

  /// As it stands in `userInfo.username`.
  public String userName() {
    return userName;
  }

  /// As it stands in `userInfo.groups`, beside `system:authenticated`.
  public String group() {
    return group;
  }

  String kubeconfigName() {
    return name().toLowerCase(Locale.ROOT) + ".kubeconfig";
  }
}
