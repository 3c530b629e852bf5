package io.execguard.policy;

import java.util.regex.Pattern;

/// Kubernetes' syntax for label keys and values (k8s.io/apimachinery, `util/validation`).
final class LabelSyntax {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern PREFIX =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final int LONGEST_PREFIX = 253;

  private LabelSyntax() {}

  static void requireKey(String key) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "" : key.substring(0, slash);
    String name = key.substring(slash + 1);
    boolean prefixIsRight =
        slash < 0 || (prefix.length() <= LONGEST_PREFIX && PREFIX.matcher(prefix).matches());
    if (!prefixIsRight || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + key
              + "\" is no label key: Kubernetes wants at most 63 letters, digits, '-', '_' or '.',"
              + " optionally behind a DNS name and '/', like example.com/team");
    }
  }

  static void requireValue(String value) {
    if (!value.isEmpty() && !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "\""
              + value
              + "\" is no label value: Kubernetes wants at most 63 letters, digits, '-', '_' or"
              + " '.', beginning and ending with a letter or digit");
    }
  }
}
