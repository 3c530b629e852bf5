package io.execguard.tool.plugin;

import io.execguard.json.Cursor;
import io.execguard.json.Outline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Follows RBAC's bindings to their roles.
final class RoleBindings {
  static final List<String> KINDS =
      List.of("clusterroles", "clusterrolebindings", "roles", "rolebindings");

  /// Of a list of either.
  static final Outline READ =
      new Outline(
          false,
          Map.of(
              "items",
              Outline.of("metadata.name", "metadata.namespace", "rules", "roleRef", "subjects")));

  private final Map<String, NamespaceRole> roles = new HashMap<>();
  private final List<NamespaceRight> rights = new ArrayList<>();

  private RoleBindings() {}

  /// @param lists by each of [#KINDS]
  /// @throws io.execguard.json.WrongShapeException where one is no such list
  static List<NamespaceRight> rights(Map<String, Cursor> lists) {
    RoleBindings bindings = new RoleBindings();
    items(lists, "clusterroles").forEach(bindings::addRole);
    items(lists, "roles").forEach(bindings::addRole);
    items(lists, "clusterrolebindings").forEach(each -> bindings.add("ClusterRoleBinding", each));
    items(lists, "rolebindings").forEach(each -> bindings.add("RoleBinding", each));
    return List.copyOf(bindings.rights);
  }

  private static List<Cursor> items(Map<String, Cursor> lists, String kind) {
    Cursor list = lists.get(kind);
    return list == null ? List.of() : list.items("items");
  }

  private void addRole(Cursor role) {
    roles.put(key(namespace(role), name(role)), NamespaceRole.of(role));
  }

  /// A binding whose role is missing gives nothing.
  private void add(String kind, Cursor binding) {
    String within = namespace(binding);
    Cursor roleRef = binding.required("roleRef");
    String place = roleRef.text("kind").equals("Role") ? within : "";
    NamespaceRole role = roles.getOrDefault(key(place, roleRef.text("name")), NamespaceRole.NONE);
    for (Set<String> names : role.changes()) {
      for (Cursor subject : binding.items("subjects")) {
        rights.add(
            new NamespaceRight(
                subject.text("kind"),
                subjectName(subject),
                kind + " " + name(binding),
                within,
                names));
      }
    }
  }

  private static String subjectName(Cursor subject) {
    String namespace = subject.text("namespace");
    return (namespace.isEmpty() ? "" : namespace + ":") + subject.text("name");
  }

  /// No name has a slash.
  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  private static String name(Cursor object) {
    return object.required("metadata").text("name");
  }

  private static String namespace(Cursor object) {
    return object.required("metadata").text("namespace");
  }
}
