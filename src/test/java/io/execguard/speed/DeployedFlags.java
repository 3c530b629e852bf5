package io.execguard.speed;

import io.execguard.json.Cursor;
import io.execguard.testing.Template;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// How Lambda starts the function's virtual machine.
public final class DeployedFlags {
  /// Lambda's own choice.
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private DeployedFlags() {}

  /// The template's, and Lambda's own. The heap is as large as it is in the function's memory,
  /// however much of it the machine has that measures.
  public static List<String> all() {
    Cursor function = function();
    String options =
        function.required("Environment").required("Variables").text("JAVA_TOOL_OPTIONS");
    return Stream.concat(
            Stream.of(COLLECTOR, "-XX:MaxRAM=" + function.text("MemorySize") + "m"),
            Arrays.stream(options.split(" ")))
        .toList();
  }

  /// Without what keeps the second compiler away.
  public static List<String> withBothCompilers() {
    return all().stream().filter(flag -> !flag.startsWith("-XX:TieredStopAtLevel=")).toList();
  }

  private static Cursor function() {
    return Template.properties("AWS::Serverless::Function").values().stream()
        .filter(function -> function.text("Handler").startsWith("io.execguard."))
        .findFirst()
        .orElseThrow();
  }
}
