package io.execguard.cluster;

import io.execguard.policy.Policy;
import io.execguard.testing.Reviews;
import io.execguard.tool.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A day of which an auditor has much to ask, played by kubectl on a real API server, and the two
/// logs that it leaves in [#DIRECTORY].
///
/// Somebody has taken the record of jane's session in staging out of the exported lines.
final class AuditedDay {
  static final Path DIRECTORY = Path.of("target/report/auditor");
  static final Path DECISIONS = DIRECTORY.resolve("decisions.jsonl");
  static final Path AUDIT = DIRECTORY.resolve("audit.jsonl");

  /// What happened, in the order in which it happened.
  enum Step {
    GUARD_REGISTERED,
    COMMAND,
    DENIED,
    SESSION_IN_STAGING,
    BOB_DENIED,
    GRANTED,
    BREAK_GLASS,
    REVOKED,
    EXEMPT,
    IMPERSONATED,
    LABEL_AWAY,
    SESSION_WITHOUT_LABEL,
    LABEL_BACK,
    KUBELET_OPENED,
    KUBELET_GIVEN,
    REGISTRATION_DELETED,
    PAST_THE_GUARD,
    REGISTRATION_BACK,
    SECOND_POLICY,
    STAGING_IS_STRICT,
    SECOND_LABEL,
    FORWARD_DENIED,
    NODE_SHELL_DENIED,
    DENIED_AGAIN,
    FORGED,
    REPLAYED,
    PASSED_IN_THE_OUTAGE,
    REFUSED_IN_THE_OUTAGE,
    END
  }

  /// What an attempt has to be away from the one before to be another.
  private static final Duration ANOTHER_TRY = Duration.ofSeconds(11);

  private static final String FIRST =
      """
      constraints:
      - name: production
        match: {namespaceSelector: {matchLabels: {environment: production}}}
        exempt: {groups: [on-call]}
        breakGlass: {maxDuration: 4h}
      """;
  private static final String SECOND =
      FIRST
          + """
          - name: staging
            match: {namespaceSelector: {matchLabels: {environment: staging}}}
            allowedCommands: [ls]
          - name: restricted
            match:
              namespaceSelector: {matchLabels: {tier: restricted}}
              excludedNamespaces: [kube-*]
              sessions: [exec, attach, debug, run, portForward]
          """;

  private static final String CAT = " exec -i web -- cat";

  private final ControlPlane controlPlane;
  private final Journal events;
  private final TreeMap<Instant, Step> steps = new TreeMap<>();
  private final Policy firstPolicy;
  private final Policy secondPolicy;
  private final Guard first;
  private final Guard second;
  private @Nullable Registration registration;
  private String forged = "";
  private String replayed = "";
  private String taken = "";

  private AuditedDay(ControlPlane controlPlane) throws IOException {
    this.controlPlane = controlPlane;
    Files.createDirectories(DIRECTORY);
    events = controlPlane.auditEvents().fromNow();
    firstPolicy = policy("first-policy.yaml", FIRST);
    secondPolicy = policy("second-policy.yaml", SECOND);
    first = guard(firstPolicy);
    second = guard(secondPolicy);
  }

  /// Plays the day and writes its logs; the cluster is as it was before.
  static AuditedDay play(ControlPlane controlPlane) {
    try {
      AuditedDay day = new AuditedDay(controlPlane);
      try {
        day.underTheFirstPolicy();
        day.pastTheGuard();
        day.underTheSecondPolicy();
        day.inAnOutage();
        day.write();
      } finally {
        day.tidyUp();
      }
      return day;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was being done at a time that a log has.
  Step at(String time) {
    return Objects.requireNonNull(
            steps.floorEntry(Instant.parse(time)), () -> time + " is before the day")
        .getValue();
  }

  Instant begin() {
    return steps.firstKey();
  }

  Instant end() {
    return steps.lastKey();
  }

  /// The digest in the records of a policy's time.
  String firstDigest() {
    return digest(first);
  }

  String secondDigest() {
    return digest(second);
  }

  /// The id of the record that nobody asked for.
  String forgedId() {
    return forged;
  }

  /// The id that a genuine record and a forged one have.
  String replayedId() {
    return replayed;
  }

  /// The id of the record that was taken away.
  String takenId() {
    return taken;
  }

  private void underTheFirstPolicy() {
    step(Step.GUARD_REGISTERED);
    registration = Registration.apply(controlPlane, first.registration(firstPolicy));
    done(Step.COMMAND, User.JANE, "-n production exec web -- ls /");
    replayed = id(first);
    refused(Step.DENIED, User.JANE, "-n production" + CAT);
    session(Step.SESSION_IN_STAGING, User.JANE, "-n staging" + CAT);
    taken = id(first);
    refused(Step.BOB_DENIED, User.BOB, "-n production" + CAT);
    done(Step.GRANTED, User.ADMIN, ProductionGrant.by("admin"));
    session(Step.BREAK_GLASS, User.BOB, "-n production" + CAT);
    done(Step.REVOKED, User.ADMIN, ProductionGrant.revoke());
    session(Step.EXEMPT, User.OLGA, "-n production" + CAT);
    done(
        Step.IMPERSONATED,
        User.ADMIN,
        "--as=jane --as-group=developers -n production exec web -- id");
    done(Step.LABEL_AWAY, User.ADMIN, label("staging"));
    session(Step.SESSION_WITHOUT_LABEL, User.MALLORY, "-n production" + CAT);
    done(Step.LABEL_BACK, User.ADMIN, label("production"));
  }

  private void pastTheGuard() {
    done(
        Step.KUBELET_OPENED,
        User.ADMIN,
        "create clusterrole kubelet-reader --verb=get --resource=nodes/proxy");
    done(
        Step.KUBELET_GIVEN,
        User.ADMIN,
        "create clusterrolebinding kubelet-readers --clusterrole=kubelet-reader --user=mallory");
    step(Step.REGISTRATION_DELETED);
    Objects.requireNonNull(registration).close();
    session(Step.PAST_THE_GUARD, User.MALLORY, "-n production" + CAT);
    step(Step.REGISTRATION_BACK);
    registration = Registration.apply(controlPlane, first.registration(firstPolicy));
  }

  private void underTheSecondPolicy() throws IOException {
    step(Step.SECOND_POLICY);
    registration = Registration.apply(controlPlane, second.registration(secondPolicy));
    registration.awaitAskedOf(second);
    refused(Step.STAGING_IS_STRICT, User.JANE, "-n staging" + CAT);
    refused(Step.STAGING_IS_STRICT, User.JANE, "-n staging exec web -- id");
    done(Step.STAGING_IS_STRICT, User.JANE, "-n staging exec web -- ls");
    done(Step.SECOND_LABEL, User.ADMIN, "label --overwrite namespace staging tier=restricted");
    refused(Step.FORWARD_DENIED, User.JANE, "-n staging port-forward web :8080");
    refused(
        Step.NODE_SHELL_DENIED, User.JANE, "-n staging debug -i node/node --image=example.com/x");
    awaitAnotherTry();
    refused(Step.DENIED_AGAIN, User.JANE, "-n production" + CAT);
    forged = UUID.randomUUID().toString();
    forge(Step.FORGED, forged);
    forge(Step.REPLAYED, replayed);
  }

  private void inAnOutage() {
    second.close();
    done(Step.PASSED_IN_THE_OUTAGE, User.BOB, "-n production exec web -- ls /tmp");
    refused(Step.REFUSED_IN_THE_OUTAGE, User.BOB, "-n production" + CAT);
    step(Step.END);
    controlPlane.awaitAuditLog();
  }

  private void write() throws IOException {
    String missing = "\"id\":\"" + taken + "\"";
    Files.write(
        DECISIONS,
        Stream.of(first, second)
            .flatMap(guard -> guard.lines().stream())
            .filter(line -> !line.contains(missing))
            .toList());
    Files.write(AUDIT, events.entries().stream().map(JsonNode::toString).toList());
  }

  private void tidyUp() {
    if (registration != null) {
      registration.close();
    }
    first.close();
    second.close();
    Stream.of(
            label("production"),
            ProductionGrant.revoke(),
            "label namespace staging tier-",
            "delete clusterrolebinding kubelet-readers --ignore-not-found",
            "delete clusterrole kubelet-reader --ignore-not-found")
        .forEach(line -> kubectl(User.ADMIN, line));
  }

  /// Somebody who has read the registration asks the guard in the API server's place.
  private void forge(Step step, String id) throws IOException {
    step(step);
    ObjectNode review = (ObjectNode) JsonMapper.shared().readTree(Reviews.text("exec-command"));
    ObjectNode request = (ObjectNode) review.path("request");
    request.put("uid", id).put("namespace", "production").put("name", "web");
    request.putObject("userInfo").put("username", "bob");
    URI address = URI.create(second.url());
    Path authority =
        Files.writeString(
            controlPlane.directory().resolve("forger.pem"), second.certificateAuthority());
    try (Api api = Api.connect(address, authority, "none")) {
      int status =
          api.post(
                  address.getPath() + "/commands?timeout=10s",
                  JsonMapper.shared()
                      .convertValue(review, new TypeReference<Map<String, Object>>() {}))
              .statusCode();
      require(status == 200, "The guard has answered " + status);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitAnotherTry() {
    Instant again = begin(Step.SESSION_IN_STAGING).plus(ANOTHER_TRY);
    Eventually.awaitThat(
        "Another try", ANOTHER_TRY.multipliedBy(2), () -> Instant.now().isAfter(again));
  }

  private Instant begin(Step step) {
    return steps.entrySet().stream()
        .filter(entry -> entry.getValue() == step)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /// Records have milliseconds.
  private void step(Step step) {
    steps.put(Instant.now().truncatedTo(ChronoUnit.MILLIS), step);
  }

  private void done(Step step, User user, String line) {
    step(step);
    Outcome outcome = kubectl(user, line);
    require(outcome.exitCode() == 0, step + ": " + outcome);
  }

  /// The API server ends a session after kubectl has gone, and no later step may have begun by
  /// then.
  private void session(Step step, User user, String line) {
    Journal since = events.fromNow();
    done(step, user, line);
    since.await(
        "the end of " + step,
        entry ->
            entry.path("stage").asString("").equals("ResponseComplete")
                && entry.path("objectRef").path("subresource").asString("").equals("exec"));
  }

  private void refused(Step step, User user, String line) {
    step(step);
    Outcome outcome = kubectl(user, line);
    require(outcome.exitCode() == 1, step + ": " + outcome);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private Outcome kubectl(User user, String line) {
    return controlPlane.as(user).typing("hello\n").run(new Line(line).words());
  }

  private Policy policy(String name, String text) throws IOException {
    return Guard.policy(Files.writeString(controlPlane.directory().resolve(name), text));
  }

  private Guard guard(Policy policy) {
    return controlPlane.guard(policy);
  }

  private static String id(Guard guard) {
    return guard.records().getLast().path("id").asString("");
  }

  private static String digest(Guard guard) {
    return guard.records().getFirst().path("policyDigest").asString("");
  }

  private static String label(String environment) {
    return "label --overwrite namespace production environment=" + environment;
  }
}
