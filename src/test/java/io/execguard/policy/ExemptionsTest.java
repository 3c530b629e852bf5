package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExemptionsTest {
  private static final String RESPONDER = "arn:aws:iam::222222222222:role/Responder";
  private static final Exemptions ON_CALL =
      new Exemptions(List.of("on-call"), List.of(RESPONDER), List.of("ci:deployer"));

  @Test
  void meansWhoIsInAGroup() {
    assertEquals(
        Optional.of(new Exemption(Exemption.By.GROUP, "on-call")),
        ON_CALL.of(inGroups("developers", "on-call")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on-call-shadow", "on-cal", "On-Call", " on-call", "x:on-call", ""})
  void doesNotMeanAGroupThatOnlyLooksAlike(String group) {
    assertEquals(Optional.empty(), ON_CALL.of(inGroups(group)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"canonicalArn", "canonicalarn", "CanonicalArn"})
  void meansWhoHasTakenARole(String key) {
    assertEquals(
        Optional.of(new Exemption(Exemption.By.ROLE, RESPONDER)),
        ON_CALL.of(with(Map.of(key, List.of(RESPONDER)))));
  }

  /// A role ARN that only looks alike: of another account or partition, longer, in another case, a
  /// session's.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::222222222223:role/Responder",
        "arn:aws-cn:iam::222222222222:role/Responder",
        "arn:aws:iam::222222222222:role/Responder2",
        "arn:aws:iam::222222222222:role/responder",
        "arn:aws:iam::222222222222:role/x/Responder",
        "arn:aws:iam::222222222222:user/Responder",
        "arn:aws:sts::222222222222:assumed-role/Responder/jane",
        "arn:aws:iam::222222222222:role/Responder ",
        ""
      })
  void doesNotMeanARoleThatOnlyLooksAlike(String arn) {
    assertEquals(Optional.empty(), ON_CALL.of(with(Map.of("canonicalArn", List.of(arn)))));
  }

  /// Who may write an extra (by impersonation) writes a second key in another case, in the hope
  /// that one reader takes the first and another the last.
  @Test
  void meansNobodyByARoleWhereTwoKeysDifferInCase() {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    extra.put("canonicalArn", List.of(RESPONDER));
    extra.put("canonicalarn", List.of("arn:aws:iam::222222222222:role/Developer"));
    assertEquals(Optional.empty(), ON_CALL.of(with(extra)));

    extra.put("canonicalarn", List.of(RESPONDER));
    assertEquals(Optional.empty(), ON_CALL.of(with(extra)));

    extra.put("canonicalarn", List.of());
    assertEquals(Optional.empty(), ON_CALL.of(with(extra)));
  }

  @Test
  void meansNobodyByARoleOfSeveralValues() {
    assertEquals(
        Optional.empty(), ON_CALL.of(with(Map.of("canonicalArn", List.of(RESPONDER, RESPONDER)))));
  }

  @Test
  void doesNotTakeAnotherExtraForTheRole() {
    assertEquals(
        Optional.empty(),
        ON_CALL.of(with(Map.of("arn", List.of(RESPONDER), "sessionName", List.of(RESPONDER)))));
  }

  @Test
  void meansAServiceAccount() {
    assertEquals(
        Optional.of(new Exemption(Exemption.By.SERVICE_ACCOUNT, "ci:deployer")),
        ON_CALL.of(named("system:serviceaccount:ci:deployer")));
  }

  /// A service account of the same name in another namespace, and names that end or begin alike.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "system:serviceaccount:dev:deployer",
        "system:serviceaccount:ci:deployer2",
        "system:serviceaccount:ci",
        "system:serviceaccount:x:ci:deployer",
        "ci:deployer",
        "deployer",
        "SYSTEM:serviceaccount:ci:deployer"
      })
  void doesNotMeanAServiceAccountThatOnlyLooksAlike(String username) {
    assertEquals(Optional.empty(), ON_CALL.of(named(username)));
  }

  @ParameterizedTest
  @CsvSource({
    "system:authenticated, means everybody; name a group of people",
    "system:unauthenticated, means everybody; name a group of people",
    "system:serviceaccounts, means everybody; name a group of people",
  })
  void refusesAGroupThatHoldsEverybody(String group, String why) {
    assertEquals(
        "\"" + group + "\" " + why,
        assertThrows(
                IllegalArgumentException.class,
                () -> new Exemptions(List.of(group), List.of(), List.of()))
            .getMessage());
  }

  @Test
  void namesTheRightArnForOneWithAPath() {
    assertEquals(
        "\"arn:aws:iam::222222222222:role/teams/a/Responder\" has a path, which canonicalArn leaves"
            + " out: "
            + RESPONDER,
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Exemptions(
                        List.of(),
                        List.of("arn:aws:iam::222222222222:role/teams/a/Responder"),
                        List.of()))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_0123456789abcdef",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_fedcba9876543210",
        "arn:aws-us-gov:iam::222222222222:role/AWSReservedSSO_Production_Responder_0000000000000000"
      })
  void meansWhoHasAPermissionSetWhateverItsSuffix(String arn) {
    assertEquals(
        Optional.of(
            new Exemption(Exemption.By.PERMISSION_SET, "222222222222:Production_Responder")),
        ofPermissionSet("222222222222:Production_Responder").of(with(arn)));
  }

  /// Hostile: another account, a name that begins or ends alike, in another case, another suffix,
  /// another prefix, a path, a session; and roles of a customer's own.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::222222222223:role/AWSReservedSSO_Production_Responder_0123456789abcdef",
        "arn:aws:iam::1222222222222:role/AWSReservedSSO_Production_Responder_0123456789abcdef",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder2_0123456789abcdef",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_x_0123456789abcdef",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_My_Production_Responder_0123456789abcdef",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_0123456789abcdef",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_production_responder_0123456789abcdef",
        "arn:aws:iam::222222222222:role/awsreservedsso_Production_Responder_0123456789abcdef",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_0123456789abcde",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_0123456789abcdef0",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_0123456789ABCDEF",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_0123456789abcdeg",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_0123456789abcdef\n",
        "arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder",
        "arn:aws:iam::222222222222:role/Production_Responder",
        "arn:aws:iam::222222222222:role/Production_Responder_0123456789abcdef",
        "arn:aws:iam::222222222222:role/x/AWSReservedSSO_Production_Responder_0123456789abcdef",
        "arn:aws:iam::222222222222:user/AWSReservedSSO_Production_Responder_0123456789abcdef",
        "arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Production_Responder_0123456789abcdef/jane",
        "x arn:aws:iam::222222222222:role/AWSReservedSSO_Production_Responder_0123456789abcdef",
        "222222222222:Production_Responder",
        ""
      })
  void doesNotMeanAPermissionSetThatOnlyLooksAlike(String arn) {
    assertEquals(
        Optional.empty(), ofPermissionSet("222222222222:Production_Responder").of(with(arn)));
  }

  /// A dot in a name is a dot, and a name that ends like a suffix is a name.
  @Test
  void readsAPermissionSetsNameLetterByLetter() {
    String role = "arn:aws:iam::222222222222:role/AWSReservedSSO_%s_0123456789abcdef";
    assertEquals(
        Optional.empty(), ofPermissionSet("222222222222:a.b+c").of(with(role.formatted("axbbc"))));
    assertTrue(ofPermissionSet("222222222222:a.b+c").of(with(role.formatted("a.b+c"))).isPresent());
    String name = "Ops_aaaaaaaaaaaaaaaa";
    assertTrue(ofPermissionSet("222222222222:" + name).of(with(role.formatted(name))).isPresent());
    assertEquals(
        Optional.empty(), ofPermissionSet("222222222222:Ops").of(with(role.formatted(name))));
  }

  @Test
  void meansNobodyByAPermissionSetWhereCanonicalArnIsThereTwice() {
    String arn = "arn:aws:iam::222222222222:role/AWSReservedSSO_Ops_0123456789abcdef";
    Exemptions exempt = ofPermissionSet("222222222222:Ops");
    Map<String, List<String>> extra = new LinkedHashMap<>();
    extra.put("canonicalArn", List.of(arn, arn));
    assertEquals(Optional.empty(), exempt.of(with(extra)));
    extra.put("canonicalArn", List.of(arn));
    assertTrue(exempt.of(with(extra)).isPresent());
    extra.put("CanonicalARN", List.of(arn));
    assertEquals(Optional.empty(), exempt.of(with(extra)));
  }

  private static Exemptions ofPermissionSet(String set) {
    return new Exemptions(List.of(), List.of(), List.of(PermissionSet.of(set)), List.of());
  }

  private static User with(String canonicalArn) {
    return with(Map.of("canonicalArn", List.of(canonicalArn)));
  }

  private static User inGroups(String... groups) {
    return new User("jane", "", List.of(groups), Map.of());
  }

  private static User with(Map<String, List<String>> extra) {
    return new User("jane", "", List.of(), extra);
  }

  private static User named(String username) {
    return new User(username, "", List.of(), Map.of());
  }
}
