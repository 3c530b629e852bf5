package io.execguard.cluster;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One bearer token for each user, new with each control plane.
record Tokens(Map<User, String> byUser) {
  static Tokens create() {
    var random = new SecureRandom();
    var tokens = new EnumMap<User, String>(User.class);
    for (var user : User.values()) {
      var bytes = new byte[16];
      random.nextBytes(bytes);
      tokens.put(user, HexFormat.of().formatHex(bytes));
    }
    return new Tokens(Map.copyOf(tokens));
  }

  String of(User user) {
    var token = byUser.get(user);
    if (token == null) {
      throw new IllegalArgumentException("No token was made for " + user);
    }
    return token;
  }

  /// The file that kube-apiserver's `--token-auth-file` reads: token, name, uid, groups.
  String file() {
    return Stream.of(User.values())
        .map(user -> String.join(",", of(user), user.userName(), user.userName(), user.group()))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
