package io.execguard.configuration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One EKS cluster of the fleet.
///
/// @param id in the webhook's path and in the policy's `match.clusters`; unique in the fleet
/// @param name EKS's name
/// @param region where EKS knows it
/// @param role to assume, for a cluster of another account
/// @param tokens `sha256:` and 64 hex digits of each token that its webhooks may carry; two while
///   rotating
/// @param readPods whether the function may read pods of the cluster: without, no session tells
///   that its container has the node, and no `podSelector` can be judged
public record Cluster(
    String id,
    String name,
    String region,
    Optional<Role> role,
    List<String> tokens,
    boolean readPods) {
  private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]");
  private static final Pattern TOKEN = Pattern.compile("sha256:[0-9a-f]{64}");

  /// What `sha256sum` says of an empty text; with it a call without a token would be believed.
  private static final String OF_NOTHING =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /// A role of another account.
  ///
  /// @param externalId empty where the role's trust policy asks for none
  public record Role(String arn, String externalId) {
    private static final Pattern ARN =
        Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("([\\w+=,.@:/-]{2,1224})?");

    /// Checks the role.
    ///
    /// @throws IllegalArgumentException where IAM would not know it
    public Role {
      require(
          ARN, arn, "arn is no role's ARN, like arn:aws:iam::222222222222:role/exec-guard-reader");
      require(
          EXTERNAL_ID,
          externalId,
          "externalId is none of STS's: 2 to 1224 letters, digits or +=,.@:/-");
    }
  }

  /// Checks the cluster.
  ///
  /// @throws IllegalArgumentException where a part is not of its form; the message says what would
  ///   be right
  public Cluster {
    tokens = List.copyOf(tokens);
    require(ID, id, "id is not of lower-case letters, digits and '-', at most 63");
    require(NAME, name, "name is no EKS cluster's: at most 100 letters, digits, '-' and '_'");
    require(REGION, region, "region is no AWS region, like eu-central-1");
    if (tokens.isEmpty() || tokens.size() > 2) {
      throw new IllegalArgumentException("tokens has to hold one hash, or two while rotating");
    }
    for (String token : tokens) {
      require(
          TOKEN,
          token,
          "tokens holds something else than sha256: and 64 hex digits; it is the token's hash that"
              + " belongs here, never the token");
      if (token.equals(OF_NOTHING)) {
        throw new IllegalArgumentException(
            "tokens holds the hash of nothing: the variable with the token was empty");
      }
    }
  }

  /// Whose pods are read.
  public Cluster(String id, String name, String region, Optional<Role> role, List<String> tokens) {
    this(id, name, region, role, tokens, true);
  }

  private static void require(Pattern pattern, String text, String otherwise) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
