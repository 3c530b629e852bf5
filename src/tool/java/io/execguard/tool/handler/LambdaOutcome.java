package io.execguard.tool.handler;

import java.util.List;

/// What a call of the handler came to.
///
/// @param status of the HTTP response
/// @param body empty where the response has none
/// @param lines that the call logged, as they are
public record LambdaOutcome(int status, String body, List<String> lines) {
  public LambdaOutcome {
    lines = List.copyOf(lines);
  }
}
