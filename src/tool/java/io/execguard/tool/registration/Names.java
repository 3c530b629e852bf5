package io.execguard.tool.registration;

import io.execguard.policy.NamespacePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Names of namespaces, by the patterns they match and those they do not. What cannot be is left
/// out, as far as two patterns at a time tell: a webhook that selects nothing would do no harm, but
/// there are only so many.
///
/// @param named patterns that the name matches, all of them
/// @param notNamed patterns of which the name matches none
record Names(List<NamespacePattern> named, List<NamespacePattern> notNamed) {
  static final Names ANY = new Names(List.of(), List.of());

  Names {
    named = List.copyOf(named);
    notNamed = List.copyOf(notNamed);
  }

  boolean isAny() {
    return named.isEmpty() && notNamed.isEmpty();
  }

  /// Those of them that match a pattern, too.
  Optional<Names> matching(NamespacePattern pattern) {
    if (named.stream().anyMatch(each -> areApart(each, pattern))
        || notNamed.stream().anyMatch(each -> covers(each, pattern))) {
      return Optional.empty();
    }
    List<NamespacePattern> more = new ArrayList<>(named);
    if (named.stream().noneMatch(each -> covers(pattern, each))) {
      more.removeIf(each -> covers(each, pattern));
      more.add(pattern);
    }
    return Optional.of(
        new Names(more, notNamed.stream().filter(each -> !areApart(each, pattern)).toList()));
  }

  /// Those of them that do not match a pattern.
  Optional<Names> notMatching(NamespacePattern pattern) {
    if (named.stream().anyMatch(each -> covers(pattern, each))) {
      return Optional.empty();
    }
    if (named.stream().anyMatch(each -> areApart(each, pattern))
        || notNamed.stream().anyMatch(each -> covers(each, pattern))) {
      return Optional.of(this);
    }
    List<NamespacePattern> more = new ArrayList<>(notNamed);
    more.removeIf(each -> covers(pattern, each));
    more.add(pattern);
    return Optional.of(new Names(named, more));
  }

  /// Whether every name that matches one pattern matches the other, as far as their words tell.
  private static boolean covers(NamespacePattern wide, NamespacePattern narrow) {
    boolean open = isOpen(narrow);
    boolean openEnd = isOpenEnd(narrow);
    String text = words(narrow);
    if (isOpen(wide) && isOpenEnd(wide)) {
      return text.contains(words(wide));
    }
    if (isOpen(wide)) {
      return !openEnd && text.endsWith(words(wide));
    }
    if (isOpenEnd(wide)) {
      return !open && text.startsWith(words(wide));
    }
    return !open && !openEnd && text.equals(words(wide));
  }

  /// Whether no name matches both, as far as their words tell.
  private static boolean areApart(NamespacePattern one, NamespacePattern other) {
    if (isExact(one)) {
      return !other.matches(words(one));
    }
    if (isExact(other)) {
      return !one.matches(words(other));
    }
    String first = words(one);
    String second = words(other);
    boolean bothBegin = !isOpen(one) && !isOpen(other);
    boolean bothEnd = !isOpenEnd(one) && !isOpenEnd(other);
    return (bothBegin && !first.startsWith(second) && !second.startsWith(first))
        || (bothEnd && !first.endsWith(second) && !second.endsWith(first));
  }

  private static boolean isExact(NamespacePattern pattern) {
    return !isOpen(pattern) && !isOpenEnd(pattern);
  }

  private static boolean isOpen(NamespacePattern pattern) {
    return pattern.text().startsWith("*");
  }

  private static boolean isOpenEnd(NamespacePattern pattern) {
    return pattern.text().endsWith("*");
  }

  private static String words(NamespacePattern pattern) {
    return pattern.text().replace("*", "");
  }
}
