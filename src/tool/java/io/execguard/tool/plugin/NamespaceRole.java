package io.execguard.tool.plugin;

import io.execguard.json.Cursor;
import java.util.List;
import java.util.Set;

/// A role, as far as it lets change namespaces. Labels and annotations can be changed by the
/// subresources, too.
///
/// @param changes the namespaces that it lets change, by name, of each rule that does; an empty set
///   is all of them
record NamespaceRole(List<Set<String>> changes) {
  static final NamespaceRole NONE = new NamespaceRole(List.of());

  private static final Set<String> GROUPS = Set.of("", "*");
  private static final Set<String> VERBS = Set.of("patch", "update", "*");

  /// As the API server matches them: `*` is every resource with its subresources.
  private static final Set<String> RESOURCES =
      Set.of(
          "namespaces", "namespaces/status", "namespaces/finalize", "*", "*/status", "*/finalize");

  NamespaceRole {
    changes = List.copyOf(changes);
  }

  /// By the `rules` of a Role or ClusterRole. Those of an aggregated one stand in it, too.
  static NamespaceRole of(Cursor role) {
    List<Set<String>> changes =
        role.items("rules").stream()
            .filter(rule -> has(rule, "apiGroups", GROUPS))
            .filter(rule -> has(rule, "resources", RESOURCES))
            .filter(rule -> has(rule, "verbs", VERBS))
            .map(rule -> Set.copyOf(rule.texts("resourceNames")))
            .distinct()
            .toList();
    return new NamespaceRole(changes.contains(Set.<String>of()) ? List.of(Set.of()) : changes);
  }

  private static boolean has(Cursor rule, String list, Set<String> words) {
    return rule.texts(list).stream().anyMatch(words::contains);
  }
}
