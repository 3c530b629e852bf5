package io.execguard.tool.report.evidence;

import java.util.HashSet;
import java.util.Set;

/// The namespaces that the report calls production: a constraint decided about a session there, by
/// the records. The name of a namespace tells nothing.
final class ConstrainedNamespaces {
  /// Names that are kept, at some 100 bytes each: more than a cluster has. One beyond them is
  /// ordered as if no constraint meant it, and is on the page all the same.
  private static final int MOST = 20_000;

  private final Set<String> names = new HashSet<>();

  /// A shell on a node is denied wherever it is asked for: that tells nothing of its namespace.
  void add(DecisionLine record) {
    if (isConstrained(record)
        && !record.namespace().isEmpty()
        && !record.kind().equals("nodeProxy")
        && !KubectlWords.isNodeShell(record.what())
        && names.size() < MOST) {
      names.add(record.namespace());
    }
  }

  private static boolean isConstrained(DecisionLine record) {
    return (record.isDenied() && !record.constraint().isEmpty())
        || !record.exemptions().isEmpty()
        || record.reason().equals("break-glass")
        || record.recording().required();
  }

  boolean holds(String namespace) {
    return names.contains(namespace);
  }
}
