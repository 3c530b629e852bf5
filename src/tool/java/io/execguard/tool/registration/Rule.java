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
    List<String> resources,
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
        rule.texts("resources"),
        rule.optional("scope").map(Cursor::text).orElse(ALL));
  }

  boolean names(Request request) {
    return has(operations, request.operation())
        && has(groups, request.group())
        && has(versions, request.version())
        && resources.stream().anyMatch(resource -> isOf(resource, request))
        && isInScope(request);
  }

  private static boolean has(List<String> words, String word) {
    return words.contains(ALL) || words.contains(word);
  }

  /// `pods/*` names `pods` too, as in Kubernetes.
  private static boolean isOf(String pattern, Request request) {
    int slash = pattern.indexOf('/');
    String resource = slash < 0 ? pattern : pattern.substring(0, slash);
    String subresource = slash < 0 ? "" : pattern.substring(slash + 1);
    return (resource.equals(ALL) || resource.equals(request.resource()))
        && (subresource.equals(ALL) || subresource.equals(request.subresource()));
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
