package io.execguard.tool.plugin;

import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.kubectl.KubectlResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who RBAC lets change namespaces, and with them their labels and their break-glass.
sealed interface NamespaceRights {

  /// Whoever may.
  record Told(List<NamespaceRight> all) implements NamespaceRights {
    public Told {
      all = List.copyOf(all);
    }

    /// Those in every namespace.
    List<NamespaceRight> everywhere() {
      return all.stream().filter(NamespaceRight::isEverywhere).toList();
    }

    /// Those in this one and not in every namespace.
    List<NamespaceRight> own(String namespace) {
      return all.stream().filter(right -> !right.isEverywhere() && right.isIn(namespace)).toList();
    }
  }

  /// Who runs this may not read RBAC.
  ///
  /// @param why in kubectl's words
  record Untold(String why) implements NamespaceRights {}

  /// Reads RBAC's four lists. Without one of them the answer would lack somebody, and is none.
  static NamespaceRights of(KubectlCluster cluster) {
    Map<String, Cursor> lists = new HashMap<>();
    for (String kind : RoleBindings.KINDS) {
      switch (cluster.get("/apis/rbac.authorization.k8s.io/v1/" + kind, RoleBindings.READ)) {
        case KubectlResult.Found(Cursor list) -> lists.put(kind, list);
        case KubectlResult.NotFound _ -> {
          return new Untold("the API server knows no " + kind);
        }
        case KubectlResult.Failed(String why) -> {
          return new Untold(why);
        }
      }
    }
    try {
      return new Told(RoleBindings.rights(lists));
    } catch (WrongShapeException _) {
      return new Untold("kubectl's answer is no list of roles and bindings");
    }
  }
}
