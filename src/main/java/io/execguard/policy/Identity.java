package io.execguard.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Whom a user's names stand for, as far as `secondPerson` has to know: two people can be told
/// apart only where both are people and have names of their own.
sealed interface Identity permits Identity.NoPerson, Identity.ToolNamed, Person {

  /// A service account, a node, nobody, a component of the cluster: whoever may use it is behind
  /// it, and that can be who granted.
  record NoPerson() implements Identity {}

  /// Known only by a session name that a tool made up.
  record ToolNamed() implements Identity {}

  /// Kubernetes keeps this prefix for itself, and so does EKS, whose access entries refuse it.
  String SYSTEM = "system:";

  /// EKS's own components: `eks:addon-manager`. Its access entries refuse this prefix, too.
  String EKS = "eks:";

  /// Groups that the API server or EKS gives to what is no person, whatever its name.
  Set<String> OF_MACHINES =
      Set.of(
          "system:serviceaccounts",
          "system:nodes",
          "system:bootstrappers",
          "system:unauthenticated");

  /// What such a group begins with, where it is of one namespace or of one kind of token.
  List<String> OF_SOME_MACHINES = List.of("system:serviceaccounts:", "system:bootstrappers:");

  static Identity of(User user) {
    if (user.groups().stream().anyMatch(Identity::isOfMachines) || isMachine(user.username())) {
      return new NoPerson();
    }
    return ToolMadeName.of(user).isPresent() ? new ToolNamed() : Person.of(user);
  }

  /// Of a username alone, as a grant has it.
  static Identity named(String username) {
    if (isMachine(username)) {
      return new NoPerson();
    }
    return ToolMadeName.in(username).isPresent() ? new ToolNamed() : Person.named(username);
  }

  private static boolean isOfMachines(String group) {
    return OF_MACHINES.contains(group) || OF_SOME_MACHINES.stream().anyMatch(group::startsWith);
  }

  /// Fails closed for letters of another case, which an annotation can have.
  private static boolean isMachine(String username) {
    return Stream.of(SYSTEM, EKS)
        .anyMatch(prefix -> username.regionMatches(true, 0, prefix, 0, prefix.length()));
  }
}
