package io.execguard.cluster;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.json.Digest;
import io.execguard.json.JsonLine;
import io.execguard.policy.Policy;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.Stub;
import io.execguard.tool.gateway.Authority;
import io.execguard.tool.gateway.Gateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A webhook that refuses every session, on loopback.
///
/// @param url without the door
/// @param authority its certificate, as PEM
/// @param end takes it away
record MeasuredWebhook(String url, String authority, Runnable end) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  /// Of the uid, in a denial that is kept.
  private static final String PLACE = "THE-UID";

  private static final String HOST = "127.0.0.1";

  /// In a review, and in an event that has the review as a text.
  private static final Pattern UID = Pattern.compile("uid\\\\?\": ?\\\\?\"([-0-9a-f]{36})");

  /// Finds the uid, and looks at nothing else.
  static MeasuredWebhook atOnce() {
    Authority authority = Authority.make();
    Stub server = Stub.https(authority.server(HOST), Stub.json(500, ""));
    server.answer(exchange -> Stub.json(200, refused(server.last().body())).to(exchange));
    return new MeasuredWebhook(server.uri() + "/v1", authority.pem(), server::close);
  }

  /// The same behind what plays API Gateway.
  static MeasuredWebhook atOnceBehindGateway() {
    return behindGateway(
        (event, answer, _) -> {
          String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
          answer.write(
              JsonLine.of(
                  json -> {
                    json.writeNumberProperty("statusCode", 200);
                    json.writeStringProperty("body", refused(text));
                  }));
        });
  }

  /// The same with the words of Exec Guard's denial, which is asked for them once.
  ///
  /// @param work that is done for each answer
  static MeasuredWebhook inItsWords(Policy policy, Runnable work) {
    WebhookFunction function = function(policy);
    AtomicReference<String> denial = new AtomicReference<>("");
    return behindGateway(
        (event, answer, context) -> {
          work.run();
          byte[] call = event.readAllBytes();
          String uid = uid(new String(call, StandardCharsets.UTF_8));
          if (denial.get().isEmpty()) {
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            function.handleRequest(new ByteArrayInputStream(call), first, context);
            denial.set(first.toString(StandardCharsets.UTF_8).replace(uid, PLACE));
          }
          answer.write(denial.get().replace(PLACE, uid).getBytes(StandardCharsets.UTF_8));
        });
  }

  /// The function, with labels at hand.
  static MeasuredWebhook guard(Policy policy) {
    return behindGateway(function(policy));
  }

  private static WebhookFunction function(Policy policy) {
    Cluster cluster =
        new Cluster(
            Function.CLUSTER,
            PlayedCluster.NAME,
            LocalAws.REGION,
            Optional.empty(),
            List.of("sha256:" + Digest.hex(Function.TOKEN)));
    return new WebhookFunction(
        Configuration.of(policy, new Fleet(List.of(cluster))),
        Function.labelled(Policies.PRODUCTION),
        PodLookup.NONE,
        InstantSource.system());
  }

  private static MeasuredWebhook behindGateway(RequestStreamHandler handler) {
    Authority authority = Authority.make();
    Gateway gateway =
        new Gateway(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            authority.server(HOST),
            handler,
            PATIENCE,
            _ -> {});
    String url =
        "https://%s:%d/v1/clusters/%s/%s"
            .formatted(HOST, gateway.port(), Function.CLUSTER, Function.TOKEN);
    return new MeasuredWebhook(url, authority.pem(), gateway::close);
  }

  private static String uid(String text) {
    Matcher uid = UID.matcher(text);
    if (!uid.find()) {
      throw new IllegalArgumentException("no review: " + text);
    }
    return uid.group(1);
  }

  private static String refused(String text) {
    return """
    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "response": {"uid": "%s",
     "allowed": false, "status": {"code": 403, "message": "at once"}}}"""
        .formatted(uid(text));
  }

  @Override
  public void close() {
    end.run();
  }
}
