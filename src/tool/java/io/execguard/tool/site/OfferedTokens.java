package io.execguard.tool.site;

import io.execguard.admission.Token;
import io.execguard.configuration.Cluster;
import io.execguard.tool.files.DemonstrationToken;
import io.execguard.tool.files.TokenFile;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The tokens that a cluster is to have, as hashes that the build will take.
final class OfferedTokens {
  /// Characters: 128 bits, where each is one of sixteen. Behind the token stands nothing else.
  private static final int SHORTEST = 32;

  private OfferedTokens() {}

  /// @param files one, or two while rotating
  /// @param id of the cluster
  static List<String> hashes(List<Path> files, FleetFile fleet, String id) {
    if (files.size() > 2) {
      throw new ToolException(
          "a cluster has one token, or two while rotating: give --token-file twice at most");
    }
    if (files.stream().filter(TokenFile::isStandardInput).count() > 1) {
      throw new ToolException("standard input holds one token: give --token-file - once");
    }
    List<String> hashes = new ArrayList<>();
    for (Path file : files) {
      Token secret = TokenFile.read(file);
      String hash = TokenFile.hash(secret);
      String token = "the token in " + TokenFile.name(file);
      if (secret.secret().length() < SHORTEST) {
        throw new ToolException(
            token + " is shorter than " + SHORTEST + " characters; make one: openssl rand -hex 32");
      }
      if (hashes.contains(hash)) {
        throw new ToolException(
            token
                + " is the one in "
                + TokenFile.name(files.getFirst())
                + "; each has to be another");
      }
      if (hash.equals(DemonstrationToken.HASH)) {
        throw new ToolException(token + " is the one" + DemonstrationToken.REFUSED);
      }
      requireOwn(hash, token, fleet, id);
      hashes.add(hash);
    }
    return hashes;
  }

  private static void requireOwn(String hash, String token, FleetFile fleet, String id) {
    for (Cluster cluster : fleet.fleet().clusters()) {
      if (!cluster.id().equals(id) && cluster.tokens().contains(hash)) {
        throw new ToolException(
            YamlFile.mistake(
                fleet.file(),
                fleet.line(cluster),
                token + " is the one of the cluster " + cluster.id() + "; each needs its own"));
      }
    }
  }
}
