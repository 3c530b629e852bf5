package io.execguard.aws;

import io.execguard.configuration.Cluster;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.StsException;

/// EKS and STS through AWS's SDK: Lambda's credentials, the standard variables for endpoints. STS's
/// client is made where a role is assumed, and not before.
final class SdkEksApi implements EksApi {
  /// Of one connection: AWS's endpoints of a region answer in milliseconds.
  private static final Duration CONNECTING = Duration.ofSeconds(1);

  /// The longest that a webhook's caller waits is 10 s; a silent endpoint leaves half of it.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /// Of STS, as of EKS: one more try.
  private static final int ATTEMPTS = 2;

  /// Less than this is no time for a call.
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private final InstantSource clock;
  private final Supplier<AwsCredentialsProvider> chain;
  private final Optional<URI> endpoint;
  private final Supplier<SdkHttpClient> transport;
  private final Map<Cluster.Role, AwsCredentialsProvider> roles = new ConcurrentHashMap<>();
  private Optional<SdkHttpClient> http = Optional.empty();
  private Optional<AwsCredentialsProvider> own = Optional.empty();

  SdkEksApi(InstantSource clock) {
    this(clock, LambdaCredentials::chain, Optional.empty());
  }

  /// With other credentials than the chain's.
  ///
  /// @param endpoint of every service; none for AWS's own, or what the standard variables name
  SdkEksApi(InstantSource clock, Supplier<AwsCredentialsProvider> chain, Optional<URI> endpoint) {
    this(clock, chain, endpoint, () -> transport().build());
  }

  /// With another transport, too.
  SdkEksApi(
      InstantSource clock,
      Supplier<AwsCredentialsProvider> chain,
      Optional<URI> endpoint,
      Supplier<SdkHttpClient> transport) {
    this.clock = clock;
    this.chain = chain;
    this.endpoint = endpoint;
    this.transport = transport;
  }

  /// How AWS is called.
  static UrlConnectionHttpClient.Builder transport() {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECTING).socketTimeout(SILENCE);
  }

  @Override
  public Endpoint describe(Cluster cluster, Instant deadline) throws LookupException {
    // First, so that its failure has its own word.
    AwsCredentialsIdentity credentials = credentials(cluster, deadline);
    requireTime(deadline);
    URI eks = endpoint.isPresent() ? endpoint.get() : EksEndpoint.of(cluster.region());
    return new DescribeCall(http(), eks, cluster.region(), clock)
        .ask(cluster.name(), credentials, deadline);
  }

  @Override
  public AwsCredentialsIdentity credentials(Cluster cluster, Instant deadline)
      throws LookupException {
    requireTime(deadline);
    try {
      return provider(cluster).resolveCredentials();
    } catch (StsException e) {
      throw LookupException.of(StsProblem.of(e), e);
    } catch (SdkClientException e) {
      throw LookupException.of(
          cluster.role().isPresent() ? LookupProblem.STS_UNREACHABLE : LookupProblem.NO_CREDENTIALS,
          e);
    }
  }

  @Override
  public synchronized void forget() {
    roles.clear();
    http.ifPresent(SdkHttpClient::close);
    http = Optional.empty();
    own = Optional.empty();
  }

  private void requireTime(Instant deadline) throws LookupException {
    if (Duration.between(clock.instant(), deadline).compareTo(SHORTEST) < 0) {
      throw LookupException.of(LookupProblem.OUT_OF_TIME);
    }
  }

  private AwsCredentialsProvider provider(Cluster cluster) {
    return cluster
        .role()
        .map(role -> roles.computeIfAbsent(role, _ -> assuming(role, cluster.region())))
        .orElseGet(this::own);
  }

  private AwsCredentialsProvider assuming(Cluster.Role role, String region) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts(region))
        .refreshRequest(
            request ->
                request
                    .roleArn(role.arn())
                    .roleSessionName("exec-guard")
                    .externalId(role.externalId().isEmpty() ? null : role.externalId()))
        .build();
  }

  private StsClient sts(String region) {
    StsClientBuilder builder = StsClient.builder();
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(own())
        .overrideConfiguration(
            limits ->
                limits.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()))
        .httpClient(http())
        .build();
  }

  private synchronized AwsCredentialsProvider own() {
    AwsCredentialsProvider provider = own.orElseGet(chain);
    own = Optional.of(provider);
    return provider;
  }

  /// Makes what AWS is called with, and calls nobody.
  void connect() {
    http();
  }

  private synchronized SdkHttpClient http() {
    SdkHttpClient client = http.orElseGet(transport);
    http = Optional.of(client);
    return client;
  }
}
