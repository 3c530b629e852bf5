package io.execguard.aws;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.NullUnmarked;

/// What Lambda would tell the function of a call that it did not make: the priming plays it, or the
/// tool.
///
/// @param version stands for everything else that Lambda has a name for, too
/// @param left milliseconds until Lambda would stop the call
/// @param log hears each line that the function logs
@NullUnmarked // Lambda's interface says of nothing whether it may be null.
public record PlayedContext(
    String requestId, String version, IntSupplier left, Consumer<String> log) implements Context {
  private static final int MEGABYTES = 1024;

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return version;
  }

  @Override
  public String getLogStreamName() {
    return version;
  }

  @Override
  public String getFunctionName() {
    return version;
  }

  @Override
  public String getFunctionVersion() {
    return version;
  }

  @Override
  public String getInvokedFunctionArn() {
    return version;
  }

  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return left.getAsInt();
  }

  @Override
  public int getMemoryLimitInMB() {
    return MEGABYTES;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.accept(message);
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
