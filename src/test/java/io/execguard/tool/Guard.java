package io.execguard.tool;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.PodLookup;
import io.execguard.aws.WebhookFunction;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.policy.Policy;
import io.execguard.testing.RecordSchema;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.gateway.CertificateAuthority;
import io.execguard.tool.gateway.Gateway;
import io.execguard.tool.handler.FreshToken;
import io.execguard.tool.kubectl.KubectlGet;
import io.execguard.tool.kubectl.KubectlNamespaces;
import io.execguard.tool.kubectl.KubectlPods;
import io.execguard.tool.registration.AdmissionPolicyDocument;
import io.execguard.tool.registration.RegistrationDocument;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gateway, ready to be registered on a real API server, for tests of other rooms.
public final class Guard implements AutoCloseable {
  public static final String CLUSTER = "tests";

  private final Gateway gateway;
  private final CertificateAuthority authority = new CertificateAuthority();
  private final FreshToken token = FreshToken.make();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Guard(Optional<RequestStreamHandler> other, Duration patience, Optional<Live> live) {
    RequestStreamHandler handler = other.orElseGet(() -> function(live.orElseThrow()));
    gateway =
        new Gateway(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            authority.server(List.of("127.0.0.1")),
            handler,
            patience,
            line -> lines.add(RecordSchema.requireValid(line)));
  }

  private record Live(Policy policy, NamespaceLookup namespaces, PodLookup pods) {}

  /// The function itself, which reads the namespaces of a cluster.
  public static Guard of(Policy policy, Path kubectl, Path kubeconfig) {
    KubectlGet api = new KubectlGet(kubectl, kubeconfig);
    return new Guard(
        Optional.empty(),
        Duration.ofSeconds(9),
        Optional.of(new Live(policy, new KubectlNamespaces(api), new KubectlPods(api))));
  }

  /// The function itself with a lookup of its own.
  public static Guard of(Policy policy, NamespaceLookup namespaces, PodLookup pods) {
    return new Guard(
        Optional.empty(), Duration.ofSeconds(9), Optional.of(new Live(policy, namespaces, pods)));
  }

  /// Another handler in the function's place.
  ///
  /// @param patience how long the gateway waits for it before it answers 504
  public static Guard broken(RequestStreamHandler handler, Duration patience) {
    return new Guard(Optional.of(handler), patience, Optional.empty());
  }

  private RequestStreamHandler function(Live live) {
    Cluster cluster =
        new Cluster(
            CLUSTER,
            "tests",
            "eu-central-1",
            Optional.empty(),
            List.of("sha256:" + "0".repeat(64)));
    Fleet fleet = new Fleet(List.of(cluster));
    return new WebhookFunction(
        Configuration.of(live.policy, token.of(cluster, fleet)),
        live.namespaces,
        live.pods,
        InstantSource.system());
  }

  /// A policy file that has no mistake.
  public static Policy policy(Path file) {
    return ConfigurationFiles.policy(file);
  }

  /// What `exec-guard registration` renders for this guard.
  public String registration(Policy policy) {
    return new RegistrationDocument(
            policy,
            Configuration.of(policy, new Fleet(List.of())).policyDigest(),
            CLUSTER,
            url(),
            Optional.of(authority.pem()))
        .render();
  }

  /// The floor below the guard, and the reservation of its annotations for a group.
  public static String floor(Policy policy, String group) {
    return AdmissionPolicyDocument.floor(policy, CLUSTER) + AdmissionPolicyDocument.reserved(group);
  }

  /// Fills a registration in.
  public String registration(String template) {
    String bundle =
        Base64.getEncoder().encodeToString(authority.pem().getBytes(StandardCharsets.US_ASCII));
    return template.replace("WEBHOOK_URL", url()).replace("CA_BUNDLE", bundle);
  }

  /// What no one but the API server should see.
  public String url() {
    return "https://127.0.0.1:" + gateway.port() + "/v1/clusters/" + CLUSTER + "/" + token.secret();
  }

  /// The certificate that vouches for it, in PEM: a registration has it beside the address.
  public String certificateAuthority() {
    return authority.pem();
  }

  /// The log so far, as it was written.
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /// The records of decisions so far.
  public List<JsonNode> records() {
    return lines.stream()
        .map(JsonMapper.shared()::readTree)
        .filter(line -> line.path("type").asString("").equals("decision"))
        .toList();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
