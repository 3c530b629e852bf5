package io.execguard.cluster;

import io.execguard.speed.DeployedFlags;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A function as Lambda unpacks it, and how Lambda would start it.
///
/// @param aws what `src/test/aws/build` made
/// @param code the artifact: classes, and libraries in `lib`
/// @param handler as the template has it
/// @param eks answers for EKS
/// @param event what it is called with
/// @param expected a part of the right answer
record FunctionFolder(
    String name,
    Supervisor supervisor,
    Path aws,
    Path code,
    String handler,
    URI eks,
    String event,
    String expected) {

  /// The same with a folder that holds one class and the libraries.
  ///
  /// @param others classes of libraries that the artifact lacks
  FunctionFolder ofClass(String other, Class<?> type, List<Class<?>> others, String answer)
      throws IOException {
    Path folder = supervisor.directory().resolve(type.getSimpleName());
    Path file = Path.of(type.getName().replace('.', '/') + ".class");
    Files.createDirectories(folder.resolve(file).getParent());
    try (var compiled = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      Files.copy(Objects.requireNonNull(compiled), folder.resolve(file));
    }
    Path lib = Files.createDirectory(folder.resolve("lib"));
    try (Stream<Path> libraries = Files.list(code.resolve("lib"))) {
      for (Path library :
          Stream.concat(libraries, others.stream().map(FunctionFolder::library)).toList()) {
        Files.createSymbolicLink(lib.resolve(library.getFileName()), library.toAbsolutePath());
      }
    }
    String handler = type.getName();
    return new FunctionFolder(other, supervisor, aws, folder, handler, eks, "{}", answer);
  }

  private static Path library(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /// The command line of a runtime, which calls the handler.
  ///
  /// @param flags beside those of the deployed function
  List<String> java(List<String> flags) {
    Stream<String> runtime =
        Stream.of(
            "--enable-native-access=ALL-UNNAMED",
            // Lambda's runtime brings the classes by which SnapStart's hooks are found.
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-cp",
            code + ":" + code + "/lib/*:" + aws + "/runtime/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            handler);
    return Stream.of(
            Stream.of(ProcessHandle.current().info().command().orElseThrow()),
            DeployedFlags.all().stream(),
            flags.stream(),
            runtime)
        .flatMap(words -> words)
        .toList();
  }

  Map<String, String> environment() {
    return Map.of(
        "AWS_REGION",
        LocalAws.REGION,
        "AWS_ACCESS_KEY_ID",
        "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY",
        "secret",
        "AWS_SESSION_TOKEN",
        "session",
        "AWS_ENDPOINT_URL_EKS",
        eks.toString(),
        "AWS_LAMBDA_FUNCTION_NAME",
        "exec-guard",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "7",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "1024",
        "AWS_LAMBDA_LOG_FORMAT",
        "JSON",
        "LAMBDA_TASK_ROOT",
        code.toString());
  }
}
