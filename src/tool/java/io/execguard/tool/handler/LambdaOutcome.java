package io.execguard.tool.handler;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.tool.terminal.ToolException;
import java.util.List;
import java.util.regex.Pattern;

/// What a call of the handler came to.
///
/// @param status of the HTTP response
/// @param body empty where the response has none
/// @param lines that the call logged, as they are
public record LambdaOutcome(int status, String body, List<String> lines) {
  private static final JsonReader READER = new JsonReader(16 << 20);

  private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");

  public LambdaOutcome {
    lines = List.copyOf(lines);
  }

  /// @param json the response, for API Gateway
  /// @throws ToolException where it is none that API Gateway takes
  static LambdaOutcome of(byte[] json, List<String> lines) {
    Json tree =
        READER.read(json).orElseThrow(() -> new ToolException("the handler's response is no JSON"));
    Cursor response = Cursor.at("response", tree);
    return new LambdaOutcome(status(response), response.text("body"), lines);
  }

  private static int status(Cursor response) {
    Cursor status = response.required("statusCode");
    if (status.json() instanceof Json.Digits(String digits, _)
        && STATUS.matcher(digits).matches()) {
      return Integer.parseInt(digits);
    }
    throw new ToolException("the handler's response has a statusCode that is none");
  }
}
