package io.execguard.aws;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// What Lambda would tell the function of a call, for calls that nobody made. Their records go
/// nowhere but into this list.
///
/// @param lines that the function logged
@NullUnmarked // Lambda's interface says of nothing whether it may be null.
record PrimingContext(List<String> lines) implements Context {
  /// Longer than all of it takes, some 2 s: a start that crawls is no reason to refuse a version.
  private static final int MILLISECONDS = 60_000;

  private static final int MEGABYTES = 1024;

  PrimingContext() {
    this(new ArrayList<>());
  }

  @Override
  public String getAwsRequestId() {
    return Priming.NAME;
  }

  @Override
  public String getLogGroupName() {
    return Priming.NAME;
  }

  @Override
  public String getLogStreamName() {
    return Priming.NAME;
  }

  @Override
  public String getFunctionName() {
    return Priming.NAME;
  }

  @Override
  public String getFunctionVersion() {
    return Priming.NAME;
  }

  @Override
  public String getInvokedFunctionArn() {
    return Priming.NAME;
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
    return MILLISECONDS;
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
        lines.add(message);
      }

      @Override
      public void log(byte[] message) {
        lines.add(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
