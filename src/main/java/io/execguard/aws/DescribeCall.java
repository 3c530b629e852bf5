package io.execguard.aws;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/// DescribeCluster by the SDK's signer and its HTTP client. The client that the SDK generates for
/// EKS does the same with 1,500 classes more, and with its libraries was a third of the artifact.
///
/// @param endpoint of EKS
/// @param region whose signature EKS takes
record DescribeCall(SdkHttpClient http, URI endpoint, String region, InstantSource clock) {
  /// One more try: kubectl itself comes a second time.
  private static final int ATTEMPTS = 2;

  /// Before the second try, at most: as the SDK's standard strategy has it.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final Duration PAUSE_OF_THE_THROTTLED = Duration.ofSeconds(1);

  /// A description has some 4 KiB, most of it certificates, and 50 tags of 384 characters.
  static final int LONGEST = 1 << 20;

  /// What one try came to.
  private sealed interface Attempt {
    record Described(Endpoint endpoint) implements Attempt {}

    /// @param again whether another try can come to something else
    record Failed(LookupException failure, boolean again, Duration pause) implements Attempt {}
  }

  /// What EKS says of a cluster.
  ///
  /// @param deadline the call is broken off then
  Endpoint ask(String cluster, AwsCredentialsIdentity credentials, Instant deadline)
      throws LookupException {
    for (int attempt = 1; ; attempt++) {
      switch (attempt(cluster, credentials, deadline)) {
        case Attempt.Described(Endpoint described) -> {
          return described;
        }
        case Attempt.Failed(LookupException failure, boolean again, Duration pause) -> {
          if (!again || attempt == ATTEMPTS || !clock.instant().plus(pause).isBefore(deadline)) {
            throw failure;
          }
          sleep(ThreadLocalRandom.current().nextLong(pause.toMillis()));
        }
      }
    }
  }

  private Attempt attempt(String cluster, AwsCredentialsIdentity credentials, Instant deadline)
      throws LookupException {
    ExecutableHttpRequest call =
        http.prepareRequest(
            HttpExecuteRequest.builder().request(signed(cluster, credentials)).build());
    FutureTask<Attempt> answer = new FutureTask<>(() -> read(call.call()));
    Thread.ofVirtual().name("describe-cluster").start(answer);
    try {
      return answer.get(Duration.between(clock.instant(), deadline).toMillis(), MILLISECONDS);
    } catch (ExecutionException e) {
      return failed(e);
    } catch (TimeoutException e) {
      // Who closes a stream waits for the read that goes on in it: an endpoint that drips would
      // hold up whoever asks for the cluster next.
      Thread.ofVirtual().name("abort").start(call::abort);
      throw LookupException.of(LookupProblem.EKS_UNREACHABLE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LookupException.of(LookupProblem.INTERRUPTED, e);
    }
  }

  private static Attempt failed(ExecutionException e) throws LookupException {
    if (e.getCause() instanceof LookupException known) {
      throw known;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new Attempt.Failed(LookupException.of(LookupProblem.EKS_UNREACHABLE, e), true, PAUSE);
  }

  private SdkHttpRequest signed(String cluster, AwsCredentialsIdentity credentials) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(endpoint)
            .encodedPath(
                SdkHttpUtils.appendUri(
                    endpoint.getRawPath(), "/clusters/" + SdkHttpUtils.urlEncode(cluster)))
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "exec-guard")
            .build();
    return new Signature(credentials, "eks", region, clock.instant()).of(request);
  }

  private static Attempt read(HttpExecuteResponse response) throws IOException, LookupException {
    int status = response.httpResponse().statusCode();
    String type = response.httpResponse().firstMatchingHeader("x-amzn-ErrorType").orElse("");
    try (InputStream body =
        response
            .responseBody()
            .map(InputStream.class::cast)
            .orElseGet(InputStream::nullInputStream)) {
      byte[] answer = body.readNBytes(LONGEST);
      if (status == 200) {
        return new Attempt.Described(ClusterDescription.read(answer));
      }
    }
    LookupProblem problem = EksProblem.of(status, type);
    boolean throttled = problem == LookupProblem.EKS_THROTTLED;
    return new Attempt.Failed(
        LookupException.of(problem),
        throttled || status >= 500,
        throttled ? PAUSE_OF_THE_THROTTLED : PAUSE);
  }

  private static void sleep(long milliseconds) throws LookupException {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LookupException.of(LookupProblem.INTERRUPTED, e);
    }
  }
}
