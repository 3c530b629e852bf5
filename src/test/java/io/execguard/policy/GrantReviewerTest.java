package io.execguard.policy;

import static io.execguard.policy.Samples.FOUR_HOURS;
import static io.execguard.policy.Samples.IN_PRODUCTION;
import static io.execguard.policy.Samples.NAMESPACE;
import static io.execguard.policy.Samples.SECOND_PERSON;
import static io.execguard.policy.Samples.breakable;
import static io.execguard.policy.Samples.change;
import static io.execguard.policy.Samples.constraint;
import static io.execguard.policy.Samples.creation;
import static io.execguard.policy.Samples.development;
import static io.execguard.policy.Samples.excluding;
import static io.execguard.policy.Samples.grant;
import static io.execguard.policy.Samples.matching;
import static io.execguard.policy.Samples.ofChange;
import static io.execguard.policy.Samples.production;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a change of a namespace comes to: who may grant, and what could not work.
class GrantReviewerTest {
  private static final Constraint PLAIN =
      constraint("plain", EnforcementAction.DENY, matching(IN_PRODUCTION));
  private static final Constraint GLASS =
      breakable(constraint("glass", EnforcementAction.DENY, matching(IN_PRODUCTION)), FOUR_HOURS);
  private static final NamespaceFacts.Known BEFORE = production(Map.of());
  private static final User LEAD = new User("lead", "", List.of("leads"), Map.of());
  private static final User JANE = Samples.JANE;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # from                | until                | reason   | by   | answer
          2026-11-23T15:00:00Z  | 2026-11-23T19:00:00Z | INC-4242 | jane | made
          2026-11-23T16:00:01Z  | 2026-11-23T19:00:00Z | INC-4242 | jane | made
          2026-11-24T16:00:00Z  | 2026-11-24T19:00:00Z | planned  | jane | made
          2026-11-24T16:00:01Z  | 2026-11-24T19:00:00Z | planned  | jane | too-early
          2026-12-24T16:00:01Z  | 2026-12-24T19:00:00Z | planned  | jane | too-early
          2026-11-23T15:00:00Z  | 2026-11-23T15:59:59Z | INC-4242 | jane | expired
          2026-11-23T15:00:00Z  | 2026-11-23T16:00:00Z | INC-4242 | jane | expired
          2026-11-23T15:00:00Z  | 2026-11-23T19:00:01Z | INC-4242 | jane | too-long
          2026-11-23T15:00:00Z  | 2026-11-23T19:00:00Z | ''       | jane | faulty
          soon                  | later                | INC-4242 | jane | faulty
          2026-11-23T15:00:00Z  | 2026-11-23T19:00:00Z | INC-4242 | bob  | not-by-sender
          2026-11-23T15:00:00Z  | 2026-11-23T19:00:00Z | INC-4242 | Jane | not-by-sender
          """)
  void answersEachGrant(String from, String until, String reason, String by, String answer) {
    assertEquals(
        answer, answer(JANE, change(BEFORE, production(grant(from, until, reason, by))), GLASS));
  }

  @Test
  void isRefusedWhereNoConstraintMeansTheNamespace() {
    assertEquals(
        "nothing-to-open",
        answer(JANE, change(development(Map.of()), development(grant("jane"))), GLASS));
    assertEquals(
        "nothing-to-open",
        answer(
            JANE,
            change(BEFORE, production(grant("jane"))),
            breakable(
                constraint("c", EnforcementAction.DENY, excluding(IN_PRODUCTION, NAMESPACE)),
                FOUR_HOURS)));
  }

  @Test
  void isRefusedWhereNoConstraintKnowsBreakGlass() {
    assertEquals("no-break-glass", answer(JANE, change(BEFORE, production(grant("jane"))), PLAIN));
  }

  @Test
  void saysWhichConstraintsItOpensAndWhichNot() {
    NamespaceChangeReview review =
        review(JANE, change(BEFORE, production(grant("jane"))), GLASS, PLAIN);
    assertEquals(List.of(GLASS), review.opens());
    assertEquals(List.of(PLAIN), review.shut());
  }

  @Test
  void takesGrantsOnlyOfGrantorsWhereThereAreSome() {
    Constraint leads = glass("leads", Optional.of(group("leads")));
    assertEquals("no-grantor", answer(JANE, change(BEFORE, production(grant("jane"))), leads));
    assertEquals("made", answer(LEAD, change(BEFORE, production(grant("lead"))), leads));
  }

  /// A session cannot tell for which of them a grant was made: it would count for all.
  @Test
  void whoGrantsIsGrantorOfEveryConstraintThatWouldOpen() {
    Constraint leads = glass("leads", Optional.of(group("leads")));
    Constraint others = glass("others", Optional.of(group("others")));
    NamespaceChangeReview review =
        review(LEAD, change(BEFORE, production(grant("lead"))), leads, others);
    assertEquals(
        Optional.of(new NamespaceChangeReview.Refused(GrantProblem.NO_GRANTOR, List.of(others))),
        review.refused());
  }

  /// Hostile: granted where nobody has to be a grantor, and moved by a label. It was refused at
  /// first: then a grant beside a label that was taken away kept the label from coming back.
  @Test
  void tellsWhereALabelCarriesAGrantAndHoldsNoLabelUp() {
    Constraint anybody =
        breakable(
            constraint(
                "anybody",
                EnforcementAction.DENY,
                matching(new LabelSelector(Map.of("environment", "development"), List.of()))),
            FOUR_HOURS);
    Constraint leads = glass("leads", Optional.of(group("leads")));
    assertEquals(
        "made",
        answer(JANE, change(development(Map.of()), development(grant("jane"))), anybody, leads));
    Access move = change(development(grant("jane")), production(grant("jane")));
    assertEquals("kept", answer(JANE, move, anybody, leads));
    assertEquals(List.of(leads), review(JANE, move, anybody, leads).carried());
    assertEquals(
        "no-grantor",
        answer(
            JANE,
            change(
                development(grant("jane")),
                production(grant("2026-11-23T15:00:00Z", "2026-11-23T19:00:00Z", "again", "jane"))),
            anybody,
            leads));
  }

  @Test
  void aGrantThatHasEndedIsCarriedNowhere() {
    Map<String, String> ended =
        grant("2026-11-22T15:00:00Z", "2026-11-22T19:00:00Z", "INC-1", "jane");
    Access move = change(development(ended), production(ended));
    assertEquals("kept", answer(JANE, move, GLASS));
    assertEquals(List.of(), review(JANE, move, GLASS).carried());
  }

  /// Hostile: taken away for a minute, in which sessions need no grant; both steps are told.
  @Test
  void tellsWhichConstraintsBeginAndCeaseToMeanTheNamespace() {
    NamespaceChangeReview away = review(JANE, change(BEFORE, development(Map.of())), GLASS, PLAIN);
    assertEquals(List.of(GLASS, PLAIN), away.ceases());
    assertEquals(List.of(), away.begins());
    NamespaceChangeReview back = review(JANE, change(development(Map.of()), BEFORE), GLASS, PLAIN);
    assertEquals(List.of(GLASS, PLAIN), back.begins());
    assertEquals(
        Reason.LABELS_CHANGED, decide(JANE, change(development(Map.of()), BEFORE), GLASS).reason());
  }

  /// Hostile: copied from another namespace, by somebody else or by who made it there.
  @Test
  void aCopiedGrantIsAGrantOfWhoCopiesIt() {
    Access copy = change(BEFORE, production(grant("bob")));
    assertEquals("not-by-sender", answer(JANE, copy, GLASS));
    assertEquals("made", answer(new User("bob", "", List.of(), Map.of()), copy, GLASS));
  }

  /// Hostile: made with the namespace, so that no annotation changes.
  @Test
  void aGrantThatComesWithTheNamespaceIsJudgedLikeAnyOther() {
    assertEquals("made", answer(JANE, creation(production(grant("jane"))), GLASS));
    assertEquals("not-by-sender", answer(JANE, creation(production(grant("bob"))), GLASS));
    assertEquals("none", answer(JANE, creation(BEFORE), GLASS));
  }

  /// Hostile: prolonged again and again. Each time is a grant of its own, with its own record.
  @Test
  void prolongingIsGranting() {
    Map<String, String> longer =
        grant("2026-11-23T15:30:00Z", "2026-11-23T19:30:00Z", "INC-4242", "jane");
    assertEquals(
        "made", answer(JANE, change(production(grant("jane")), production(longer)), GLASS));
    Map<String, String> tooLong =
        grant("2026-11-23T15:00:00Z", "2026-11-23T19:30:00Z", "INC-4242", "jane");
    assertEquals(
        "too-long", answer(JANE, change(production(grant("jane")), production(tooLong)), GLASS));
  }

  @Test
  void anybodyMayTakeAGrantAwayWholeAndNobodyInPart() {
    assertEquals("removed", answer(JANE, change(production(grant("bob")), BEFORE), GLASS));
    Map<String, String> part = Map.of(Grant.Key.REASON.annotation(), "INC-4242");
    assertEquals(
        "faulty", answer(JANE, change(production(grant("jane")), production(part)), GLASS));
  }

  /// Hostile: a role whose sessions all have one name in the cluster. Who granted would come back
  /// by another role and be taken for a second person.
  @Test
  void aNameThatDoesNotTellThePersonGrantsNothingWhereASecondPersonIsWanted() {
    Constraint second =
        breakable(
            constraint("second", EnforcementAction.DENY, matching(IN_PRODUCTION)), SECOND_PERSON);
    User admin = new User("admin", "", List.of(), Map.of("sessionName", List.of("jane")));
    Access change = change(BEFORE, production(grant("admin")));
    assertEquals("person-untold", answer(admin, change, second));
    assertEquals("made", answer(admin, change, GLASS));
  }

  // A grant by a service account was taken, and whoever may use the account opened the session.
  @ParameterizedTest
  @CsvSource({
    "system:serviceaccount:production:deployer, system:authenticated",
    "system:node:ip-10-0-1-23.ec2.internal, system:nodes",
    "system:anonymous, system:unauthenticated",
    "system:kube-controller-manager, system:authenticated",
    "eks:addon-manager, system:authenticated",
    "deployer, system:serviceaccounts",
    "deployer, system:serviceaccounts:production",
  })
  void noServiceAccountGrantsWhereASecondPersonIsWanted(String username, String group) {
    User machine = new User(username, "", List.of(group), Map.of());
    Access change = change(BEFORE, production(grant(username)));
    assertEquals("no-person", answer(machine, change, second()));
    assertEquals("made", answer(machine, change, GLASS));
    assertEquals("no-person", answer(machine, creation(production(grant(username))), second()));
  }

  // A session's name that a tool made was taken for the person's.
  @Test
  void aNameThatAToolMadeGrantsNothingWhereASecondPersonIsWanted() {
    String arn = "arn:aws:sts::111122223333:assumed-role/Lead/EKSGetTokenAuth";
    User lead = new User(arn, "", List.of(), Map.of("sessionName", List.of("EKSGetTokenAuth")));
    Access change = change(BEFORE, production(grant(arn)));
    assertEquals("tool-named", answer(lead, change, second()));
    assertEquals("made", answer(lead, change, GLASS));
    User mapped = new User("lead", "", List.of(), Map.of("sessionName", List.of("i-01234567")));
    assertEquals("tool-named", answer(mapped, change(BEFORE, production(grant("lead"))), second()));
  }

  /// A label brings it: the warning must not say that it opens what it does not.
  @Test
  void aServiceAccountsGrantIsCarriedToNoConstraintThatWantsASecondPerson() {
    Map<String, String> robots = grant("system:serviceaccount:ci:deployer");
    Access move = change(development(robots), production(robots));
    assertEquals(List.of(), review(JANE, move, second()).carried());
    assertEquals(List.of(GLASS), review(JANE, move, second(), GLASS).carried());
  }

  // The restore of a namespace was refused because a grant in its backup had ended, in another's
  // name.
  @Test
  void anEndedGrantThatComesWithItsNamespaceIsAdmittedWhoeverSendsIt() {
    User backup = new User("system:serviceaccount:velero:velero", "", List.of(), Map.of());
    Access restore = creation(production(ENDED));
    for (Constraint constraint : List.of(GLASS, PLAIN, second())) {
      assertEquals("ended", answer(backup, restore, constraint));
      assertEquals("ended", answer(JANE, restore, constraint));
    }
    NamespaceChangeReview review = review(backup, restore, GLASS, PLAIN);
    assertEquals(List.of(), review.opens());
    assertEquals(List.of(GLASS, PLAIN), review.shut());
    assertEquals(Reason.GRANT_VOID, decide(backup, restore, GLASS).reason());
  }

  /// Over a namespace that is there. In one's own name it is a mistake to be told.
  @Test
  void anothersEndedGrantIsSetBackAndOnesOwnIsRefused() {
    User backup = new User("system:serviceaccount:velero:velero", "", List.of(), Map.of());
    Access restore = change(BEFORE, production(ENDED));
    assertEquals("ended", answer(backup, restore, GLASS));
    assertEquals("expired", answer(JANE, restore, GLASS));
    assertEquals(
        "ended", answer(backup, change(production(grant("bob")), production(ENDED)), GLASS));
    assertEquals("kept", answer(backup, change(production(ENDED), production(ENDED)), GLASS));
  }

  /// Hostile: what has not ended is no restore, whatever it is called.
  @Test
  void aRunningGrantInAnothersNameIsRefusedAtARestoreToo() {
    assertEquals("not-by-sender", answer(JANE, creation(production(grant("bob"))), GLASS));
    Map<String, String> later =
        grant("2026-11-23T16:30:00Z", "2026-11-23T19:00:00Z", "INC-1", "bob");
    assertEquals("not-by-sender", answer(JANE, creation(production(later)), GLASS));
    Map<String, String> lastSecond =
        grant("2026-11-23T15:00:00Z", "2026-11-23T16:00:00.001Z", "INC-1", "bob");
    assertEquals("not-by-sender", answer(JANE, creation(production(lastSecond)), GLASS));
  }

  @Test
  void annotationsThatAreNoGrantComeWithTheirNamespaceAndAreRefusedLater() {
    Map<String, String> faulty = grant("soon", "later", "INC-1", "bob");
    assertEquals("faulty", answer(JANE, change(BEFORE, production(faulty)), GLASS));
    Decision created = decide(JANE, creation(production(faulty)), GLASS);
    assertEquals(Reason.GRANT_VOID, created.reason());
    assertEquals(GrantChange.FAULTY, ofChange(created).change());
    assertEquals(List.of(), ofChange(created).opens());
  }

  @Test
  void nothingIsCoveredWhereNeitherGrantNorLabelsChange() {
    assertEquals(Reason.NOT_COVERED, decide(JANE, change(BEFORE, BEFORE), GLASS).reason());
    assertEquals(
        Reason.NOT_COVERED,
        decide(JANE, change(production(grant("bob")), production(grant("bob"))), GLASS).reason());
  }

  @Test
  void constraintsOfOtherClustersAreNotAsked() {
    Constraint other =
        breakable(
            constraint(
                "other",
                EnforcementAction.DENY,
                new Match(
                    List.of("other"), LabelSelector.EVERYTHING, List.of(), Session.BY_DEFAULT)),
            FOUR_HOURS);
    assertEquals("nothing-to-open", answer(JANE, change(BEFORE, production(grant("jane"))), other));
  }

  private static final Map<String, String> ENDED =
      grant("2026-10-01T14:00:00Z", "2026-10-01T16:00:00Z", "INC-1", "jane");

  private static Constraint second() {
    return breakable(
        constraint("second", EnforcementAction.DENY, matching(IN_PRODUCTION)), SECOND_PERSON);
  }

  private static Exemptions group(String group) {
    return new Exemptions(List.of(group), List.of(), List.of());
  }

  private static Constraint glass(String name, Optional<Exemptions> grantors) {
    return breakable(
        constraint(name, EnforcementAction.DENY, matching(IN_PRODUCTION)),
        new BreakGlass(Duration.ofHours(4), false, grantors));
  }

  /// The refusal, or what becomes of the grant.
  private static String answer(User user, Access change, Constraint... constraints) {
    Decision decision = decide(user, change, constraints);
    NamespaceChangeReview review = ofChange(decision);
    assertEquals(review.refused().isPresent(), decision instanceof Decision.Deny);
    @Nullable String refusal = review.refused().map(refused -> refused.why().word()).orElse(null);
    return refusal == null ? review.change().word() : refusal;
  }

  private static NamespaceChangeReview review(User user, Access change, Constraint... constraints) {
    return ofChange(decide(user, change, constraints));
  }

  private static Decision decide(User user, Access change, Constraint... constraints) {
    return Samples.decide(
        new Policy(Stream.of(constraints).toList()),
        new AccessRequest(Samples.CLUSTER, Door.GRANTS, user, NAMESPACE, change, Samples.NOW),
        Samples.UNAVAILABLE);
  }
}
