package io.execguard.tool.registration;

import io.execguard.policy.NamespacePattern;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Expressions that the API server evaluates.
final class Cel {
  private Cel() {}

  /// A text, whatever stands in it.
  static String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String list(Collection<String> texts) {
    return texts.stream().map(Cel::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /// Whether the request's namespace has a name that matches the pattern.
  static String named(NamespacePattern pattern) {
    String text = pattern.text();
    boolean open = text.startsWith("*");
    boolean openEnd = text.endsWith("*");
    String name = text(text.substring(open ? 1 : 0, text.length() - (openEnd ? 1 : 0)));
    if (open && openEnd) {
      return "request.namespace.contains(" + name + ")";
    }
    if (open) {
      return "request.namespace.endsWith(" + name + ")";
    }
    return openEnd ? "request.namespace.startsWith(" + name + ")" : "request.namespace == " + name;
  }

  /// Whether the request's namespace has one of these names.
  static String all(Names names) {
    return Stream.concat(
            names.named().stream().map(Cel::named),
            names.notNamed().stream().map(pattern -> "!(" + named(pattern) + ")"))
        .collect(Collectors.joining(" && "));
  }

  static String any(List<String> expressions) {
    return expressions.stream().map(each -> "(" + each + ")").collect(Collectors.joining(" || "));
  }
}
