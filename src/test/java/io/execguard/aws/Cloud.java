package io.execguard.aws;

import com.sun.net.httpserver.HttpExchange;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleets;
import io.execguard.testing.Function;
import io.execguard.testing.Policies;
import io.execguard.testing.Stub;
import io.execguard.tool.gateway.Authority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// EKS, STS and a cluster's API as stubs, and the function in front of them. What AWS answers has
/// the form of its API reference.
final class Cloud implements AutoCloseable {
  final Authority authority = Authority.make();
  final Stub api = Stub.https(authority.server("127.0.0.1"), this::object);
  final Stub aws = Stub.http(this::describe);
  final Shifted clock = new Shifted();
  final EksNamespaces namespaces;
  final EksFacts facts;
  final Function function;

  volatile Map<String, String> labels = Policies.PRODUCTION;
  volatile String pod =
      """
      {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "POD", "uid": "u"},
       "spec": {"nodeName": "node", "containers": [{"name": "app", "image": "app:1"}]}}""";
  volatile String bundle = authority.pem();

  Cloud() {
    this(Fleets.OWN);
  }

  Cloud(Cluster cluster) {
    AwsSdk sdk =
        new AwsSdk(
            clock,
            () ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIDEXAMPLE", "secret")),
            Optional.of(aws.uri()));
    facts = EksFacts.of(Fleets.of(cluster), Policies.starter(), () -> sdk, clock);
    namespaces = facts.namespaces();
    function = new Function(Policies.starter(), namespaces, facts.pods(), clock);
  }

  /// The time of day, which a test can move on.
  static final class Shifted implements InstantSource {
    private volatile Duration shift = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(shift);
    }

    void moveOn(Duration further) {
      shift = shift.plus(further);
    }
  }

  void describe(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      assumeRole(exchange);
    } else {
      Stub.json(200, description()).to(exchange);
    }
  }

  String description() {
    return """
    {"cluster": {"name": "production", "arn": "arn:aws:eks:eu-central-1:111122223333:cluster/production",
     "status": "ACTIVE", "version": "1.36", "endpoint": "%s",
     "certificateAuthority": {"data": "%s"}}}"""
        .formatted(
            api.uri(),
            Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.US_ASCII)));
  }

  private void assumeRole(HttpExchange exchange) throws IOException {
    boolean right = aws.asked().getLast().body().contains("ExternalId=right-id");
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    if (right) {
      Stub.send(
          exchange,
          200,
          """
          <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
          <Credentials><AccessKeyId>ASIDOFTHEROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
          <SessionToken>token-of-the-role</SessionToken><Expiration>%s</Expiration></Credentials>
          </AssumeRoleResult></AssumeRoleResponse>"""
              .formatted(Instant.now().plusSeconds(3600)));
    } else {
      Stub.send(
          exchange,
          403,
          """
          <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
          <Code>AccessDenied</Code><Message>is not authorized to perform: sts:AssumeRole</Message></Error>
          </ErrorResponse>""");
    }
  }

  void object(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().contains("/pods/")) {
      pod(exchange);
    } else {
      namespace(exchange);
    }
  }

  void pod(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Stub.json(200, pod.replace("POD", path.substring(path.lastIndexOf('/') + 1))).to(exchange);
  }

  void namespace(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().replace("/api/v1/namespaces/", "");
    String entries =
        labels.entrySet().stream()
            .map(label -> "\"%s\": \"%s\"".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining(", "));
    Stub.json(
            200,
            """
            {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
             "metadata": {"name": "%s", "uid": "u", "labels": {%s}, "annotations": {"a": "b"}}}"""
                .formatted(name, entries))
        .to(exchange);
  }

  long descriptions() {
    return aws.asked().stream().filter(asked -> asked.line().startsWith("GET /clusters/")).count();
  }

  List<Stub.Asked> namespaceReads() {
    return api.asked().stream().filter(asked -> !asked.line().contains("/pods/")).toList();
  }

  long reads() {
    return namespaceReads().size();
  }

  long podReads() {
    return api.asked().stream().filter(asked -> asked.line().contains("/pods/")).count();
  }

  @Override
  public void close() {
    api.close();
    aws.close();
  }
}
