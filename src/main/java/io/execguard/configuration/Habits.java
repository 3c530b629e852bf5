package io.execguard.configuration;

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

  private static final String NOTED =
      "dryrun lets everybody in and notes what deny would refuse; record lets in what runs on record";

  private static final String ON_RECORD = "record lets in what runs on record";

  private static final String RECORDED =
      "enforcementAction: record lets in only what is recorded; of those whom break-glass or an"
          + " exemption lets in, breakGlass.recorded and exempt.recorded ask it";

  static final Map<String, String> OF_ACTIONS =
      Map.ofEntries(
          Map.entry("audit", NOTED),
          Map.entry("log", NOTED),
          Map.entry("monitor", NOTED),
          Map.entry("recorded", ON_RECORD),
          Map.entry("recording", ON_RECORD),
          Map.entry("allowRecorded", ON_RECORD),
          Map.entry("allow-recorded", ON_RECORD),
          Map.entry("transcript", ON_RECORD),
          Map.entry("block", "deny refuses"),
          Map.entry("enforce", "deny refuses"));

  static final Map<String, String> OF_CONSTRAINTS =
      Map.ofEntries(
          Map.entry("apiVersion", NO_OBJECT),
          Map.entry("spec", NO_OBJECT),
          Map.entry("parameters", "allowedCommands and exempt stand in the constraint itself"),
          Map.entry(
              "exemptions", "it is exempt, with groups, roles, permissionSets and serviceAccounts"),
          Map.entry("scopedEnforcementActions", "enforcementAction alone decides"),
          Map.entry("sessions", "it belongs into match"),
          Map.entry("clusters", "it belongs into match"),
          Map.entry("namespaceSelector", "it belongs into match"),
          Map.entry("excludedNamespaces", "it belongs into match"),
          Map.entry("record", RECORDED),
          Map.entry("recorded", RECORDED),
          Map.entry("recording", RECORDED),
          Map.entry("allowRecorded", RECORDED));

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
          "runtimeClasses", "it is about pods; sessions have none",
          "record", "it is recorded: true",
          "recording", "it is recorded: true");

  static final Map<String, String> OF_BREAK_GLASS =
      Map.of(
          "duration", "it is maxDuration",
          "maxduration", "it is maxDuration",
          "groups", "it belongs into grantors",
          "roles", "it belongs into grantors",
          "permissionSets", "it belongs into grantors",
          "approvers", "it is grantors, with groups, roles and permissionSets",
          "record", "it is recorded: true",
          "recording", "it is recorded: true");

  private Habits() {}
}
