package io.execguard.tool.registration;

import io.execguard.policy.Exemptions;
import java.util.ArrayList;
import java.util.List;

/// Who is exempt, as expressions that the API server evaluates; one that is true is enough.
final class ExemptionExpressions {
  private ExemptionExpressions() {}

  static List<String> of(Exemptions exempt) {
    List<String> expressions = new ArrayList<>();
    if (!exempt.groups().isEmpty()) {
      expressions.add(Cel.list(exempt.groups()) + ".exists(g, g in request.userInfo.groups)");
    }
    if (!exempt.roles().isEmpty()) {
      expressions.add(canonicalArn(" in " + Cel.list(exempt.roles())));
    }
    exempt
        .permissionSets()
        .forEach(
            set ->
                expressions.add(
                    canonicalArn(".matches(" + Cel.text("^" + set.canonicalArns() + "$") + ")")));
    if (!exempt.serviceAccounts().isEmpty()) {
      expressions.add(
          "request.userInfo.username in "
              + Cel.list(
                  exempt.serviceAccounts().stream()
                      .map(account -> "system:serviceaccount:" + account)
                      .toList()));
    }
    return expressions;
  }

  /// One key of that name, in whatever case, and one value: as the guard reads it.
  private static String canonicalArn(String is) {
    String keys = "request.userInfo.?extra.orValue({}).filter(k, k.lowerAscii() == 'canonicalarn')";
    return keys
        + ".size() == 1 && "
        + keys
        + ".all(k, request.userInfo.extra[k].size() == 1 && request.userInfo.extra[k][0]"
        + is
        + ")";
  }
}
