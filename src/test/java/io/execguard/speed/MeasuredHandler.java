package io.execguard.speed;

import com.amazonaws.services.lambda.runtime.Context;
import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.json.Digest;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.tool.Guard;
import io.execguard.tool.handler.WebhookEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The handler that Lambda runs, with one event, labels at hand and a log that takes a line and
/// does nothing with it.
public final class MeasuredHandler {
  private static final int ALONE = 1;

  private final WebhookFunction function;
  private final byte[] event;
  private final Context context;
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private byte[] line = new byte[0];

  private MeasuredHandler(Policy policy, int clusters, String door, String review) {
    function =
        new WebhookFunction(
            Configuration.of(policy, fleet(clusters)),
            Function.labelled(Policies.PRODUCTION),
            PodLookup.NONE,
            InstantSource.system());
    event =
        new WebhookEvent(
                Function.CLUSTER,
                Function.TOKEN,
                door,
                Map.of("Content-Type", "application/json"),
                "10s",
                review,
                "gateway-1",
                Optional.empty())
            .json();
    context = Function.loggingTo(bytes -> line = bytes);
    // The first line is the policy's own.
    answer();
  }

  public static MeasuredHandler of(MeasuredReview review) {
    return new MeasuredHandler(shipped(), ALONE, review.door(), review.text());
  }

  /// In a fleet of this many clusters, of which it is the last.
  public static MeasuredHandler inFleet(int clusters, MeasuredReview review) {
    return new MeasuredHandler(shipped(), clusters, review.door(), review.text());
  }

  /// By a policy of one's own, of a person in this many groups more.
  public static MeasuredHandler by(Policy policy, MeasuredReview review, int groups) {
    return new MeasuredHandler(policy, ALONE, review.door(), review.inGroups(groups));
  }

  /// The policy that a new checkout has.
  public static Policy shipped() {
    return Guard.policy(Path.of("policy.yaml"));
  }

  private static Fleet fleet(int clusters) {
    Stream<Cluster> others =
        IntStream.range(ALONE, clusters)
            .mapToObj(number -> cluster("cluster-" + number, "token of " + number));
    return new Fleet(
        Stream.concat(others, Stream.of(cluster(Function.CLUSTER, Function.TOKEN))).toList());
  }

  private static Cluster cluster(String id, String token) {
    return new Cluster(
        id, "production", "eu-central-1", Optional.empty(), List.of("sha256:" + Digest.hex(token)));
  }

  /// Handles the event once more.
  ///
  /// @return how many bytes it answers
  public int answer() {
    answer.reset();
    try {
      function.handleRequest(new ByteArrayInputStream(event), answer, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.size();
  }

  /// What it answered last.
  String answered() {
    return answer.toString(StandardCharsets.UTF_8);
  }

  /// The line that it recorded last.
  String recorded() {
    return new String(line, StandardCharsets.UTF_8);
  }

  /// Jackson with the same bytes.
  public JacksonFloor floor() {
    answer();
    return new JacksonFloor(event, List.of(line, answer.toByteArray()));
  }
}
