package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import java.util.List;

/// One of a webhook's `rules`: it names a request where every part of it does.
///
/// @param resources with their subresources: `pods`, `pods/exec`, `pods/*`; `*` stands for any
/// @param scope `Namespaced`, `Cluster` or `*`
record Rule(
    List<String> operations,
    List<String> groups,
    List<String> versions,
    List<ResourcePattern> resources,
    String scope) {
  private static final String ALL = "*";

  Rule {
    operations = List.copyOf(operations);
    groups = List.copyOf(groups);
    versions = List.copyOf(versions);
    resources = List.copyOf(resources);
  }

  static Rule of(Cursor rule) {
    return new Rule(
        rule.texts("operations"),
        rule.texts("apiGroups"),
        rule.texts("apiVersions"),
        rule.texts("resources").stream().map(ResourcePattern::of).toList(),
        rule.optional("scope").map(Cursor::text).orElse(ALL));
  }

  boolean names(Request request) {
    return has(operations, request.operation())
        && has(groups, request.group())
        && has(versions, request.version())
        && names(resources, request)
        && isInScope(request);
  }

  private static boolean names(List<ResourcePattern> patterns, Request request) {
    for (ResourcePattern pattern : patterns) {
      if (pattern.names(request)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(List<String> words, String word) {
    return words.contains(ALL) || words.contains(word);
  }

  /// A namespace itself counts as cluster-scoped, although its request names a namespace: its own.
  private boolean isInScope(Request request) {
    boolean cluster = request.isNamespace() || request.namespace().isEmpty();
    return switch (scope) {
      case "Namespaced" -> !cluster;
      case "Cluster" -> cluster;
      default -> true;
    };
  }
}
