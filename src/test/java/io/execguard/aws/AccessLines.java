package io.execguard.aws;

import io.execguard.testing.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of the access log by their status. They are not captured: they are the template's own
/// `Format` with the variables filled in as API Gateway documents them, `-` for what a call has
/// not.
final class AccessLines {
  private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z.]+)");

  private AccessLines() {}

  static Map<String, String> byStatus() {
    String format =
        Template.properties("AWS::Serverless::Api")
            .values()
            .iterator()
            .next()
            .required("AccessLogSetting")
            .text("Format");
    Map<String, String> lines = new LinkedHashMap<>();
    for (String status : List.of("200", "400", "401", "413", "429", "500", "502", "504")) {
      lines.put(
          status,
          VARIABLE
              .matcher(format)
              .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), status))));
    }
    return lines;
  }

  private static String value(String variable, String status) {
    boolean throttled = status.equals("429");
    return switch (variable) {
      case "status" -> status;
      case "integration.status" -> throttled ? "-" : "200";
      case "error.responseType" -> throttled ? "THROTTLED" : "-";
      case "requestId" -> "1c2d7b5e-6f0a-4a52-9d0c-0f6b6a3f4290";
      case "requestTimeEpoch" -> "1795449601250";
      case "identity.sourceIp" -> "203.0.113.9";
      case "resourcePath" -> "/v1/clusters/{cluster}/{token}/{door}";
      case "responseLatency" -> "42";
      default -> throw new AssertionError("a value is missing here for $context." + variable);
    };
  }
}
