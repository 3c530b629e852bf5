package io.execguard.tool.review;

import io.execguard.admission.NamespaceResult;
import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.policy.Door;
import io.execguard.policy.Grant;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.Policy;
import io.execguard.tool.files.NamespacesFile;
import io.execguard.tool.files.PodsFile;
import io.execguard.tool.files.ProjectFiles;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.handler.LambdaOutcome;
import io.execguard.tool.handler.LocalDecision;
import io.execguard.tool.registration.Doors;
import io.execguard.tool.registration.Route;
import io.execguard.tool.review.DemonstrationStep.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// A quarter of an hour in one namespace, that ends now: a single command, a session that is
/// refused, break-glass, and the session under it. The reviews are those that a real API server
/// made, with today's times; they go to the handler that Lambda runs, by the doors that the
/// registration of this policy has.
public final class Demonstration {
  public static final String CLUSTER = "demo";

  /// The report's, around all that is played.
  public static final Duration PERIOD = Duration.ofMinutes(15);

  /// Of the grant, as the denial offers it.
  private static final Duration GRANTED = Duration.ofHours(1);

  /// From the API server's taking a request to the recorder's first line.
  private static final Duration BEGINS_WITHIN = Duration.ofMillis(400);

  /// Of a request that opens no stream, and of one that is refused.
  private static final Duration MOMENT = Duration.ofMillis(250);

  /// kubectl tries a refused stream at once by its other protocol.
  private static final Duration SECOND_TRY = Duration.ofMillis(300);

  private final Policy policy;
  private final Instant end;
  private final Doors doors;
  private final NamespacesFile namespaces;
  private final Map<String, NamespaceFacts> changed = new HashMap<>();
  private final LocalDecision handler;
  private Duration ago = Duration.ZERO;

  private Demonstration(Policy policy, Instant end) {
    this.policy = policy;
    this.end = end.truncatedTo(ChronoUnit.MILLIS);
    doors = new Doors(policy);
    namespaces = NamespacesFile.read(ProjectFiles.file("events/namespaces.yaml"));
    handler =
        new LocalDecision(
            policy,
            CLUSTER,
            (_, namespace, _, _) -> new NamespaceResult(facts(namespace), Duration.ZERO),
            PodsFile.read(ProjectFiles.file("events/pods.yaml")),
            () -> Instant.now().minus(ago));
  }

  /// Plays it.
  ///
  /// @param end now, or thereabouts: it is when the last of it is over
  public static List<DemonstrationStep> played(Policy policy, Instant end) {
    return new Demonstration(policy, end).steps();
  }

  private List<DemonstrationStep> steps() {
    ReviewFile command = review("exec-command");
    ReviewFile session = review("exec-interactive-tty");
    Instant granted = at(7).truncatedTo(ChronoUnit.SECONDS);
    ReviewFile grant = granting(review("grant-made"), granted);
    List<DemonstrationStep> steps = new ArrayList<>();
    steps.add(Kind.COMMAND.of(sent(command, "get", at(9), MOMENT)));
    steps.add(
        Kind.REFUSED.of(
            sent(session, "get", at(8), MOMENT),
            sent(session, "create", at(8).plus(SECOND_TRY), MOMENT)));
    steps.add(Kind.GRANT.of(sent(grant, "patch", granted, MOMENT)));
    steps.add(session(session, at(6)));
    return List.copyOf(steps);
  }

  private DemonstrationStep session(ReviewFile session, Instant asked) {
    PlayedTranscript transcript = PlayedTranscript.shipped();
    Duration length = BEGINS_WITHIN.plus(transcript.length()).plus(MOMENT);
    PlayedRequest played = sent(session, "get", asked, length);
    if (played.denial().isPresent()) {
      return Kind.SESSION.of(played);
    }
    String container =
        played.request().text("name") + "/" + played.request().required("object").text("container");
    return new DemonstrationStep(
        Kind.SESSION,
        List.of(played),
        Stream.concat(Stream.of(policy.recorder().banner()), transcript.shown().stream()).toList(),
        transcript.lines(
            played.record().text("recording", "session"), container, asked.plus(BEGINS_WITHIN)));
  }

  private Instant at(int minutes) {
    return end.minus(Duration.ofMinutes(minutes));
  }

  private static ReviewFile review(String name) {
    return ReviewFile.read(ProjectFiles.file("events/" + name + ".json"));
  }

  /// The captured grant has times of the day on which it was captured.
  private static ReviewFile granting(ReviewFile captured, Instant from) {
    Map<String, Json> annotations =
        Map.of(
            Grant.Key.FROM.annotation(),
            new Json.Text(from.toString(), 0),
            Grant.Key.UNTIL.annotation(),
            new Json.Text(from.plus(GRANTED).toString(), 0));
    return captured.patched(
        members("object", members("metadata", members("annotations", annotations))));
  }

  private static Json.Members members(String name, Json value) {
    return new Json.Members(Map.of(name, value), 0);
  }

  private static Json.Members members(String name, Map<String, Json> value) {
    return members(name, new Json.Members(value, 0));
  }

  /// The API server asks the webhook that rewrites first; those that decide see what it made of the
  /// command. Each call has an id of its own.
  private PlayedRequest sent(ReviewFile review, String verb, Instant asked, Duration length) {
    ago = Duration.between(asked, Instant.now());
    List<PlayedRequest.Answer> answers = new ArrayList<>();
    ReviewFile seen = review;
    for (Route.Way way : doors.ways(CLUSTER, review, this::facts)) {
      ReviewFile call =
          seen.patched(members("uid", new Json.Text(UUID.randomUUID().toString(), 0)));
      LambdaOutcome outcome = handler.call(call.review(), way.door().name());
      answers.add(
          new PlayedRequest.Answer(
              way, Replayed.of(review.path(), outcome, ReplayExpectation.NONE), outcome.lines()));
      seen = way.door().equals(Door.RECORDER) ? call.onRecord(policy.recorder()) : seen;
    }
    PlayedRequest played =
        new PlayedRequest(verb, request(review), asked, asked.plus(length), answers);
    if (played.denial().isEmpty()) {
      carryOut(played.request());
    }
    return played;
  }

  /// What is granted stands in the namespace from then on.
  private void carryOut(Cursor request) {
    if (request.required("resource").text("resource").equals("namespaces")) {
      Cursor metadata = request.required("object").required("metadata");
      changed.put(
          metadata.text("name"),
          new NamespaceFacts.Known(
              metadata.textMembers("labels"), metadata.textMembers("annotations")));
    }
  }

  private NamespaceFacts facts(String namespace) {
    return changed.getOrDefault(namespace, namespaces.facts(namespace));
  }

  private static Cursor request(ReviewFile review) {
    return review.json().map(json -> Cursor.at("review", json).required("request")).orElseThrow();
  }
}
