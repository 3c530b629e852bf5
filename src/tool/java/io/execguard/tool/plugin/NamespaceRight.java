package io.execguard.tool.plugin;

import java.util.Set;

/// Who may change a namespace, by a binding of RBAC.
///
/// @param kind RBAC's word: User, Group or ServiceAccount
/// @param name of a service account with its namespace before it: `ci:deployer`
/// @param binding kind and name
/// @param within the namespace of a RoleBinding; empty for every namespace
/// @param names the namespaces that the role names; none where it means all of them
record NamespaceRight(String kind, String name, String binding, String within, Set<String> names) {
  NamespaceRight {
    names = Set.copyOf(names);
  }

  /// Whether it is one in every namespace.
  boolean isEverywhere() {
    return within.isEmpty() && names.isEmpty();
  }

  /// Whether it is one in a namespace.
  boolean isIn(String namespace) {
    return (within.isEmpty() || within.equals(namespace))
        && (names.isEmpty() || names.contains(namespace));
  }

  /// For a person: `group on-call (RoleBinding exec-guard-granters)`.
  String words() {
    String who =
        switch (kind) {
          case "User" -> "user";
          case "Group" -> "group";
          case "ServiceAccount" -> "service account";
          default -> kind;
        };
    return who + " " + name + " (" + binding + ")";
  }
}
