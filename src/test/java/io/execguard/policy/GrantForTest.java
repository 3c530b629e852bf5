package io.execguard.policy;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.NAMESPACE;
import static io.execguard.policy.Samples.SECOND_PERSON;
import static io.execguard.policy.Samples.SHELL;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.matching;
import static io.execguard.policy.Samples.production;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A grant that lets in somebody alone: `allow-interactive-for`.
final class GrantForTest {
  private static final Constraint GLASS =
      breakable(constraint("glass", EnforcementAction.DENY, matching(IN_PRODUCTION)), FOUR_HOURS);
  private static final Constraint TWO =
      breakable(constraint("two", EnforcementAction.DENY, matching(IN_PRODUCTION)), SECOND_PERSON);
  private static final String ANNA = "arn:aws:sts::111122223333:assumed-role/Developer/anna@e.com";

  @ParameterizedTest
  @ValueSource(strings = {ANNA, "anna@e.com", "bob  " + ANNA, " anna@e.com bob "})
  void letsInWhomItNamesByUsernameOrSessionName(String people) {
    assertEquals("break-glass", answer(anna(), people));
  }

  /// The attack: a colleague is called nearly as the one whom a grant is for.
  @ParameterizedTest
  @CsvSource({
    "ANNA@e.com, by another case",
    "anna@e.co, by its beginning",
    "anna@e.comm, by more than it",
    "anna, by a part",
    "anna-e.com, by EKS's own spelling",
    "Developer/anna@e.com, by its end",
    "*, by a star",
    "developers, by a group",
  })
  void opensNothingForAnother(String people, String how) {
    assertEquals("for-others", answer(anna(), people), how);
  }

  /// The attack: who may write `extra` by impersonation gives themselves a second session name.
  @Test
  void isNotStretchedByASecondName() {
    User two =
        new User("mallory", "", List.of(), Map.of("sessionName", List.of("mallory", "anna@e.com")));
    User twoKeys =
        new User(
            "mallory",
            "",
            List.of(),
            Map.of("sessionName", List.of("mallory"), "SessionName", List.of("anna@e.com")));
    assertEquals("for-others", answer(two, "anna@e.com"));
    assertEquals("for-others", answer(twoKeys, "anna@e.com"));
  }

  /// It narrows a grant: what that would not open, it does not open either.
  @Test
  void loosensNothingElse() {
    Constraint plain = constraint("plain", EnforcementAction.DENY, matching(IN_PRODUCTION));
    assertEquals("no-break-glass", answer(anna(), "anna@e.com", plain));
    assertEquals("own", answer(anna(), "anna@e.com", "anna@e.com", TWO));
    Map<String, String> ended =
        Samples.grant("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z", "INC-1", "lead");
    assertEquals("expired", answer(anna(), with(ended, "anna@e.com"), GLASS));
  }

  /// An annotation that is there and empty would have meant everybody.
  @Test
  void isNoGrantWhereItNamesNobody() {
    assertEquals("faulty", answer(anna(), "  "));
    assertEquals("for-missing", faulty(with(Samples.grant("lead"), "")).word());
    assertEquals("for-no-names", faulty(with(Samples.grant("lead"), "a\u0007b")).word());
    assertEquals("for-no-names", faulty(with(Samples.grant("lead"), "x".repeat(1_025))).word());
  }

  /// The line of an older version takes four annotations away, and leaves this one.
  @Test
  void isNoGrantByItself() {
    Map<String, String> alone = Map.of(Grant.Key.FOR.annotation(), "anna");
    assertEquals(new Grant.None(), Grant.of(alone));
    assertEquals(GrantChange.REMOVED, change(with(Samples.grant("lead"), "anna"), alone).change());
    assertEquals(GrantChange.NONE, change(alone, Map.of()).change());
    assertEquals(GrantChange.NONE, change(Map.of(), alone).change());
  }

  /// Whoever may patch a namespace could have let themselves in under another's grant.
  @Test
  void isJudgedWhenItAloneChanges() {
    NamespaceChangeReview review =
        change(with(Samples.grant("lead"), "anna"), with(Samples.grant("lead"), "anna jane"));
    assertEquals(
        GrantProblem.NOT_BY_SENDER,
        review.refused().map(NamespaceChangeReview.Refused::why).orElseThrow());
  }

  private static NamespaceChangeReview change(
      Map<String, String> before, Map<String, String> after) {
    Access change = Samples.change(production(before), production(after));
    return Samples.ofChange(
        Samples.decide(
            new Policy(List.of(GLASS)), Samples.ask(Door.GRANTS, change), Samples.UNAVAILABLE));
  }

  private static Grant.Faulty faulty(Map<String, String> annotations) {
    return (Grant.Faulty) Grant.of(annotations);
  }

  private static String answer(User user, String people) {
    return answer(user, people, GLASS);
  }

  private static String answer(User user, String people, Constraint constraint) {
    return answer(user, people, "lead", constraint);
  }

  private static String answer(User user, String people, String by, Constraint constraint) {
    return answer(user, with(Samples.grant(by), people), constraint);
  }

  /// The reason, or how the grant stands to who is refused.
  private static String answer(User user, Map<String, String> annotations, Constraint constraint) {
    AccessRequest request =
        new AccessRequest(Samples.CLUSTER, Door.SESSIONS, user, NAMESPACE, SHELL, Samples.NOW);
    Decision decision =
        Samples.decide(new Policy(List.of(constraint)), request, production(annotations));
    return decision instanceof Decision.Allow
        ? decision.reason().word()
        : decision.violations().getFirst().breakGlass().word();
  }

  private static User anna() {
    return new User(ANNA, "", List.of("developers"), Map.of("sessionName", List.of("anna@e.com")));
  }

  private static Map<String, String> with(Map<String, String> grant, String people) {
    Map<String, String> annotations = new HashMap<>(grant);
    annotations.put(Grant.Key.FOR.annotation(), people);
    return annotations;
  }
}
