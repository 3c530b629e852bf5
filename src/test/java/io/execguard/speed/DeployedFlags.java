package io.execguard.speed;

import io.execguard.testing.Template;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// How Lambda starts the function's virtual machine.
public final class DeployedFlags {
  /// Lambda's own choice.
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private DeployedFlags() {}

  /// The template's, and Lambda's own.
  public static List<String> all() {
    return Stream.concat(Stream.of(COLLECTOR), Arrays.stream(ofTheTemplate().split(" "))).toList();
  }

  /// Without what keeps the second compiler away.
  public static List<String> withBothCompilers() {
    return all().stream().filter(flag -> !flag.startsWith("-XX:TieredStopAtLevel=")).toList();
  }

  private static String ofTheTemplate() {
    return Template.properties("AWS::Serverless::Function").values().stream()
        .filter(function -> function.text("Handler").startsWith("io.execguard."))
        .map(function -> function.required("Environment").required("Variables"))
        .map(variables -> variables.text("JAVA_TOOL_OPTIONS"))
        .findFirst()
        .orElseThrow();
  }
}
