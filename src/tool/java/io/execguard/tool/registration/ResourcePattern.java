package io.execguard.tool.registration;

/// What a rule names among its `resources`: `pods`, `pods/exec`, `pods/*`.
///
/// @param subresource empty for the resource itself; `*` names that, too, as in Kubernetes
record ResourcePattern(String resource, String subresource) {
  private static final String ALL = "*";

  static ResourcePattern of(String pattern) {
    int slash = pattern.indexOf('/');
    return slash < 0
        ? new ResourcePattern(pattern, "")
        : new ResourcePattern(pattern.substring(0, slash), pattern.substring(slash + 1));
  }

  boolean names(Request request) {
    return (resource.equals(ALL) || resource.equals(request.resource()))
        && (subresource.equals(ALL) || subresource.equals(request.subresource()));
  }
}
