package io.execguard.aws;

import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.configuration.Fleet;
import io.execguard.json.Digest;
import io.execguard.policy.Policy;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/// Loads the classes of the whole path before the snapshot: a function like the deployed one
/// answers calls of a cluster that is played in this process, through EKS, a token and both reads,
/// with a denial and without. No account is needed, and nothing is recorded.
///
/// The deployed function has no part in it: the fleet, the lookups and the SDK's clients are the
/// priming's own, and gone when it ends. What stays is the JDK's, which has no name, token,
/// connection or certificate of it.
final class Priming {
  /// Of all that is played, and the cluster's token.
  static final String NAME = "priming";

  private static final String REGION = "us-east-1";

  /// Where the SDK finds the credentials that Lambda hands a function which has a snapshot.
  private static final String CREDENTIALS = "aws.containerCredentialsFullUri";

  /// As long as the API server's longest: a start that crawls is no reason to refuse a version.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// The first round loads, the others compile: the first compiler takes what ran two hundred
  /// times. A round has twelve calls, and a session reads twice, signs twice and shakes hands
  /// twice: most of what it does twice is compiled after eight rounds.
  private static final int ROUNDS = 8;

  private final Policy policy;
  private final boolean assumesRoles;
  private final InstantSource clock;

  /// @param fleet whose roles tell whether STS is asked for some
  Priming(Policy policy, Fleet fleet, InstantSource clock) {
    this.policy = policy;
    this.assumesRoles = fleet.clusters().stream().anyMatch(cluster -> cluster.role().isPresent());
    this.clock = clock;
  }

  /// Runs the path.
  ///
  /// @throws IllegalStateException where a part of it does not come to what it should: a version
  ///   that cannot decide is not published
  void run() {
    run(ROUNDS);
  }

  void run(int rounds) {
    URI deployed = loadTheWayToAws();
    for (PlayedCloud.Kind kind : PlayedCloud.Kind.values()) {
      run(kind, deployed, rounds);
    }
  }

  /// @param deployed where the deployed function finds EKS
  private void run(PlayedCloud.Kind kind, URI deployed, int rounds) {
    Optional<String> before = Optional.ofNullable(System.getProperty(CREDENTIALS));
    try (PlayedCloud cloud = PlayedCloud.of(NAME, kind, clock.instant())) {
      requireStranger(cloud);
      if (deployed.equals(cloud.uri())) {
        throw new IllegalStateException("EKS is where it is played");
      }
      System.setProperty(CREDENTIALS, cloud.credentialsUri().toString());
      for (int round = 0; round < rounds; round++) {
        run(cloud, PrimingPolicies.denying(), true);
        run(cloud, PrimingPolicies.everywhere(policy), false);
      }
    } finally {
      before.ifPresentOrElse(
          value -> System.setProperty(CREDENTIALS, value), () -> System.clearProperty(CREDENTIALS));
    }
  }

  /// The system's roots, which AWS's endpoints are checked with, do not vouch for what is played.
  /// The JDK keeps them, and what it has worked out of them, with its default context.
  private static void requireStranger(PlayedCloud cloud) {
    try (Socket connection =
        SSLContext.getDefault()
            .getSocketFactory()
            .createSocket(cloud.uri().getHost(), cloud.uri().getPort())) {
      connection.getOutputStream().write(0);
      throw new IllegalStateException("the system trusts what was made here");
    } catch (SSLHandshakeException _) {
      // As it should be.
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// How the deployed function finds EKS, and its transport that believes the system's roots: what
  /// is played stands in their place, so that no round loads them.
  private URI loadTheWayToAws() {
    SdkEksApi deployed = new SdkEksApi(clock);
    deployed.connect();
    deployed.forget();
    try {
      return EksEndpoint.of(REGION);
    } catch (LookupException e) {
      throw new IllegalStateException("AWS_ENDPOINT_URL_EKS or AWS_ENDPOINT_URL is no address", e);
    }
  }

  /// @param denies whether it is known that a shell is refused
  private void run(PlayedCloud cloud, Policy rules, boolean denies) {
    Fleet fleet = new Fleet(List.of(cluster()));
    EksFacts facts = EksFacts.of(fleet, rules, () -> eks(cloud, clock), clock);
    WebhookFunction function =
        new WebhookFunction(
            Configuration.of(rules, fleet), facts.namespaces(), facts.pods(), clock);
    Instant now = clock.instant();
    PrimingAnswer shell = PrimingAnswer.of(function, PrimingEvents.shell(NAME, now));
    shell.require(!denies || shell.denies());
    PrimingAnswer command = PrimingAnswer.of(function, PrimingEvents.command(NAME, now));
    command.require(!denies || !command.denies());
    PrimingAnswer debug = PrimingAnswer.of(function, PrimingEvents.debug(NAME, now));
    debug.require(!denies || debug.denies());
    facts.forget();
  }

  private Cluster cluster() {
    return new Cluster(
        NAME,
        NAME,
        REGION,
        assumesRoles
            ? Optional.of(new Cluster.Role("arn:aws:iam::111122223333:role/" + NAME, NAME))
            : Optional.empty(),
        List.of("sha256:" + Digest.hex(NAME)));
  }

  /// Asks what is played in place of AWS.
  static EksApi eks(PlayedCloud cloud, InstantSource clock) {
    return new SdkEksApi(
        clock,
        LambdaCredentials::chain,
        Optional.of(cloud.uri()),
        () -> transport(cloud.authority()));
  }

  /// As AWS is called, but for the authority that is believed; a proxy would not find this process.
  private static SdkHttpClient transport(MadeAuthority authority) {
    return SdkEksApi.transport()
        .socketTimeout(PATIENCE)
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .build())
        .tlsTrustManagersProvider(authority::trustManagers)
        .build();
  }
}
