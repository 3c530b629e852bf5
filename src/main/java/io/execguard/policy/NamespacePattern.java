package io.execguard.policy;

import java.util.regex.Pattern;

/// A namespace's name, or one that begins or ends in `*`, as Gatekeeper's `excludedNamespaces`:
/// `kube-*`, `*-system`, `*-ci-*`.
public record NamespacePattern(String text) {
  private static final Pattern SYNTAX = Pattern.compile("\\*?[a-z0-9-]{1,63}\\*?");

  /// @throws IllegalArgumentException for anything else; the message says what would be right
  public NamespacePattern {
    if (!SYNTAX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no namespace: lower-case letters, digits and '-', with '*' only as the first"
              + " or last character, like kube-*");
    }
  }

  /// Whether the name of a namespace is one of those meant.
  public boolean matches(String namespace) {
    boolean open = text.startsWith("*");
    boolean openEnd = text.endsWith("*");
    String name = text.substring(open ? 1 : 0, text.length() - (openEnd ? 1 : 0));
    if (open && openEnd) {
      return namespace.contains(name);
    }
    if (open) {
      return namespace.endsWith(name);
    }
    return openEnd ? namespace.startsWith(name) : namespace.equals(name);
  }
}
