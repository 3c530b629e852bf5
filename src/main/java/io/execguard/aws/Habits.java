package io.execguard.aws;

import java.util.Map;

/// What Gatekeeper's users write from habit and Exec Guard calls by another word.
final class Habits {
  private static final String SELECTED_BY_NAME =
      "namespaces are selected by their labels, a single one by"
          + " namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAME}}";

  private static final String NO_OBJECT =
      "a constraint is an entry of constraints itself, with name, enforcementAction, match and"
          + " message";

  static final Map<String, String> OF_FILES =
      Map.of(
          "apiVersion", NO_OBJECT,
          "kind", NO_OBJECT,
          "metadata", NO_OBJECT,
          "spec", NO_OBJECT);

  static final Map<String, String> OF_CONSTRAINTS =
      Map.of(
          "apiVersion", NO_OBJECT,
          "spec", NO_OBJECT,
          "parameters", "allowedCommands and exempt stand in the constraint itself",
          "exemptions", "it is exempt, with groups, roles, permissionSets and serviceAccounts",
          "scopedEnforcementActions", "enforcementAction alone decides",
          "sessions", "it belongs into match",
          "clusters", "it belongs into match",
          "namespaceSelector", "it belongs into match",
          "excludedNamespaces", "it belongs into match");

  static final Map<String, String> OF_MATCHES =
      Map.of(
          "namespaces", SELECTED_BY_NAME,
          "name", SELECTED_BY_NAME,
          "kinds", "what is covered are sessions: exec, attach, debug, run, nodeShell, nodeProxy",
          "scope", "sessions says it: nodeShell and nodeProxy are those of the whole cluster",
          "labelSelector",
              "podSelector selects by the pod's labels, namespaceSelector by the namespace's",
          "source", "the API server sends what people ask for, never generated resources",
          "excludedNamespace", "it is excludedNamespaces");

  static final Map<String, String> OF_EXEMPTIONS =
      Map.of(
          "users", "people are exempt by groups or roles: a user's name ends with their session",
          "usernames",
              "people are exempt by groups or roles: a user's name ends with their session",
          "namespaces", "it is the constraint's match.excludedNamespaces",
          "serviceaccounts", "it is serviceAccounts",
          "permissionsets", "it is permissionSets",
          "permissionSet", "it is permissionSets",
          "runtimeClasses", "it is about pods; sessions have none");

  static final Map<String, String> OF_BREAK_GLASS =
      Map.of(
          "duration", "it is maxDuration",
          "maxduration", "it is maxDuration",
          "groups", "it belongs into grantors",
          "roles", "it belongs into grantors",
          "permissionSets", "it belongs into grantors",
          "approvers", "it is grantors, with groups, roles and permissionSets");

  private Habits() {}
}
