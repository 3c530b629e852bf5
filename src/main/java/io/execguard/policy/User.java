package io.execguard.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who asks, as the API server authenticated them.
///
/// @param username on EKS the assumed role's ARN or a mapped name; never empty
/// @param uid on EKS `aws-iam-authenticator:ACCOUNT:PRINCIPAL`; empty where the authenticator has
///   none
/// @param groups in the order of the review
/// @param extra what the authenticator adds; on EKS `arn`, `canonicalArn`, `sessionName` and more
public record User(
    String username, String uid, List<String> groups, Map<String, List<String>> extra) {
  public User {
    groups = List.copyOf(groups);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> entry : extra.entrySet()) {
      lists.put(entry.getKey(), List.copyOf(entry.getValue()));
    }
    extra = Ordered.copyOf(lists);
  }
}
