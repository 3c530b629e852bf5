package io.execguard.aws;

import io.execguard.configuration.Cluster;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.StsException;

/// EKS and STS through AWS's SDK: Lambda's credentials, the standard variables for endpoints.
/// Clients are made when they are first needed.
final class SdkEksApi implements EksApi {
  /// Of one connection: AWS's endpoints of a region answer in milliseconds.
  private static final Duration CONNECTING = Duration.ofSeconds(1);

  /// The longest that a webhook's caller waits is 10 s; a silent endpoint leaves half of it.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /// One more try: kubectl itself comes a second time, and a throttled one is a second apart.
  private static final int ATTEMPTS = 2;

  /// Less than this is no time for a call.
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private final InstantSource clock;
  private final Supplier<AwsCredentialsProvider> chain;
  private final Optional<URI> endpoint;
  private final Supplier<SdkHttpClient> transport;
  private final Map<String, EksClient> eks = new ConcurrentHashMap<>();
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
    credentials(cluster, deadline);
    Duration left = left(deadline);
    try {
      var described =
          eks(cluster)
              .describeCluster(
                  request ->
                      request
                          .name(cluster.name())
                          .overrideConfiguration(limits -> limits.apiCallTimeout(left)))
              .cluster();
      return new Endpoint(
          URI.create(described.endpoint()),
          CertificateBundle.trusting(
              Base64.getMimeDecoder().decode(described.certificateAuthority().data())));
    } catch (ResourceNotFoundException e) {
      throw LookupException.of(LookupProblem.CLUSTER_UNKNOWN, e);
    } catch (SdkServiceException e) {
      throw LookupException.of(SdkProblem.ofEks(e), e);
    } catch (SdkException e) {
      throw LookupException.of(LookupProblem.EKS_UNREACHABLE, e);
    } catch (IllegalArgumentException | NullPointerException e) {
      // A cluster that is still being created has neither.
      throw LookupException.of(LookupProblem.CLUSTER_WITHOUT_ENDPOINT, e);
    }
  }

  @Override
  public AwsCredentialsIdentity credentials(Cluster cluster, Instant deadline)
      throws LookupException {
    left(deadline);
    try {
      return provider(cluster).resolveCredentials();
    } catch (StsException e) {
      throw LookupException.of(SdkProblem.ofSts(e), e);
    } catch (SdkClientException e) {
      throw LookupException.of(
          cluster.role().isPresent() ? LookupProblem.STS_UNREACHABLE : LookupProblem.NO_CREDENTIALS,
          e);
    }
  }

  @Override
  public synchronized void forget() {
    eks.values().forEach(EksClient::close);
    eks.clear();
    roles.clear();
    http.ifPresent(SdkHttpClient::close);
    http = Optional.empty();
    own = Optional.empty();
  }

  private Duration left(Instant deadline) throws LookupException {
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.compareTo(SHORTEST) < 0) {
      throw LookupException.of(LookupProblem.OUT_OF_TIME);
    }
    return left;
  }

  private AwsCredentialsProvider provider(Cluster cluster) {
    return cluster
        .role()
        .map(role -> roles.computeIfAbsent(role, _ -> assuming(role, cluster.region())))
        .orElseGet(this::own);
  }

  private AwsCredentialsProvider assuming(Cluster.Role role, String region) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(configured(StsClient.builder(), region, own()).build())
        .refreshRequest(
            request ->
                request
                    .roleArn(role.arn())
                    .roleSessionName("exec-guard")
                    .externalId(role.externalId().isEmpty() ? null : role.externalId()))
        .build();
  }

  /// By the role too: two accounts of one region have a client each.
  private EksClient eks(Cluster cluster) {
    String key = cluster.region() + cluster.role().map(Cluster.Role::arn).orElse("");
    return eks.computeIfAbsent(
        key, _ -> configured(EksClient.builder(), cluster.region(), provider(cluster)).build());
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B configured(
      B builder, String region, AwsCredentialsProvider credentials) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            limits ->
                limits.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()))
        .httpClient(http());
  }

  private synchronized AwsCredentialsProvider own() {
    AwsCredentialsProvider provider = own.orElseGet(chain);
    own = Optional.of(provider);
    return provider;
  }

  private synchronized SdkHttpClient http() {
    SdkHttpClient client = http.orElseGet(transport);
    http = Optional.of(client);
    return client;
  }
}
