package io.execguard.aws;

import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Turns what the SDK throws into a value. Its own texts hold ARNs and stay here.
///
/// @param unreachable no answer came
/// @param throttled and the SDK's retries were, too
/// @param other the service's answer, as a failure
record AwsErrors(
    LookupFailure unreachable,
    LookupFailure throttled,
    Function<AwsServiceException, LookupFailure> other) {

  <T> Outcome<T> of(Supplier<Outcome<T>> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      return new Outcome.Failed<>(e.isThrottlingException() ? throttled : other.apply(e));
    } catch (ApiCallTimeoutException | AbortedException _) {
      return new Outcome.Failed<>(LookupFailure.OUT_OF_TIME);
    } catch (SdkClientException _) {
      return new Outcome.Failed<>(unreachable);
    }
  }
}
