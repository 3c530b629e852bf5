package io.execguard.tool.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.policy.Exemptions;
import io.execguard.policy.PermissionSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is exempt, in the words of the API server.
final class ExemptionExpressionsTest {
  private static final String KEYS =
      "request.userInfo.?extra.orValue({}).filter(k, k.lowerAscii() == 'canonicalarn')";
  private static final String ONE_VALUE =
      KEYS
          + ".size() == 1 && "
          + KEYS
          + ".all(k, request.userInfo.extra[k].size() == 1 && request.userInfo.extra[k][0]";

  @Test
  void nobodyIsExemptByNoExpression() {
    assertEquals(List.of(), ExemptionExpressions.of(Exemptions.NONE));
  }

  @Test
  void groupsAndServiceAccountsAreComparedWhole() {
    assertEquals(
        List.of(
            "['on-call', 'o\\'neil'].exists(g, g in request.userInfo.groups)",
            "request.userInfo.username in ['system:serviceaccount:ci:deployer']"),
        ExemptionExpressions.of(
            new Exemptions(List.of("on-call", "o'neil"), List.of(), List.of("ci:deployer"))));
  }

  /// Who can write a second key or value could write any role's.
  @Test
  void aRoleIsTheOnlyValueOfTheOnlyKey() {
    assertEquals(
        List.of(ONE_VALUE + " in ['arn:aws:iam::222222222222:role/on-call'])"),
        ExemptionExpressions.of(
            new Exemptions(
                List.of(), List.of("arn:aws:iam::222222222222:role/on-call"), List.of())));
  }

  @Test
  void aPermissionSetIsMatchedFromItsBeginningToItsEnd() {
    PermissionSet set = PermissionSet.of("222222222222:OnCall");
    assertEquals(
        List.of(ONE_VALUE + ".matches(" + Cel.text("^" + set.canonicalArns() + "$") + "))"),
        ExemptionExpressions.of(new Exemptions(List.of(), List.of(), List.of(set), List.of())));
  }
}
