package io.execguard.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.execguard.admission.RecordWriter;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Says in the log where a call broke: a bug, of which the caller is told nothing.
final class FailureLog {
  /// Enough of a stack to find a bug by.
  private static final int FRAMES = 12;

  private FailureLog() {}

  static void write(RuntimeException bug, Context context, boolean coldStart, InstantSource clock) {
    String where =
        Arrays.stream(bug.getStackTrace())
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(" < "));
    try {
      context
          .getLogger()
          .log(
              RecordWriter.failed(
                  ProxyCall.invocation("", context, coldStart),
                  bug.getClass().getName() + " at " + where,
                  clock.instant()),
              LogLevel.ERROR);
    } catch (RuntimeException _) {
      // The log itself is what is broken, and the answer is 500 already: Lambda's own metrics and
      // API Gateway's 5xx alarm are left to tell.
    }
  }
}
