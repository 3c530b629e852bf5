package io.execguard.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The names by which someone may be known to a cluster. One person has several: a session of one
/// role, a session of another, an IAM user, a mapped name. Who shares one of them counts as the
/// same, so that two people with one session name fail closed.
///
/// It knows what AWS says of a session and no more: who may choose their own session name can be
/// two persons, which a role's trust policy prevents (`sts:RoleSessionName`), and IAM Identity
/// Center does by itself.
record Person(Set<String> names) implements Identity {
  static final String SESSION_NAME = "sessionName";
  static final String SESSION_ARN = "arn";

  private static final String ARN = "arn:";

  Person {
    names = Set.copyOf(names);
  }

  static Person named(String username) {
    Set<String> names = new HashSet<>();
    parts(username).forEach(name -> names.add(same(name)));
    names.remove("");
    return new Person(names);
  }

  /// A username, and what of it can be a person's name alone.
  static Stream<String> parts(String username) {
    if (username.startsWith(SYSTEM)) {
      return Stream.of(username);
    }
    String behindSlash = username.substring(username.lastIndexOf('/') + 1);
    return username.startsWith(ARN)
        ? Stream.of(username, behindSlash)
        : Stream.of(username, behindSlash, username.substring(username.lastIndexOf(':') + 1));
  }

  static Person of(User user) {
    Set<String> names = new HashSet<>(named(user.username()).names);
    extra(user, SESSION_NAME).forEach(name -> names.add(same(name)));
    extra(user, SESSION_ARN).forEach(arn -> names.addAll(named(arn).names));
    return new Person(names);
  }

  boolean mayBe(Person other) {
    return names.stream().anyMatch(other.names::contains);
  }

  /// Whether a username tells the person as well as the session's own name does.
  static boolean isTold(User user) {
    List<String> sessions = extra(user, SESSION_NAME).map(Person::same).toList();
    return sessions.isEmpty() || sessions.stream().allMatch(named(user.username()).names::contains);
  }

  static Stream<String> extra(User user, String key) {
    return user.extra().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(key))
        .flatMap(entry -> entry.getValue().stream())
        .filter(value -> !value.isEmpty());
  }

  /// EKS writes `-` for `@` where it puts a session's name into a username.
  private static String same(String name) {
    return name.toLowerCase(Locale.ROOT).replace('@', '-');
  }
}
