package io.execguard.tool.kubectl;

import io.execguard.admission.NamespaceReader;
import io.execguard.admission.PodReader;
import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Asks a cluster's API for one namespace or pod.
public record KubectlGet(Path kubectl, Path kubeconfig) {
  /// etcd takes no object above 1.5 MiB, and Go's JSON writes one byte of it as up to six.
  private static final int LONGEST = 10 << 20;

  /// Of a namespace or a pod.
  private static final Outline READ = NamespaceReader.READ.and(PodReader.READ);

  /// What a person would type.
  List<String> command(String path) {
    return program().command(arguments(path));
  }

  /// One object, by the deadline.
  ///
  /// @param path of Kubernetes' API, whose names are checked
  KubectlResult get(String path, Instant deadline) {
    return switch (program().run(arguments(path), LONGEST, deadline, _ -> {})) {
      case KubectlProgram.Run.Failed(String why) -> new KubectlResult.Failed(why);
      case KubectlProgram.Run.Ended(int code, String output, _) when code == 0 -> read(output);
      case KubectlProgram.Run.Ended ended ->
          ended.isNotFound()
              ? new KubectlResult.NotFound()
              : new KubectlResult.Failed("kubectl-failed");
    };
  }

  private KubectlProgram program() {
    return new KubectlProgram(kubectl, List.of("--kubeconfig=" + kubeconfig), false);
  }

  private static List<String> arguments(String path) {
    return List.of("get", "--raw=" + path);
  }

  private static KubectlResult read(String output) {
    return new JsonReader(LONGEST)
        .read(output.getBytes(StandardCharsets.UTF_8), READ)
        .<KubectlResult>map(tree -> new KubectlResult.Found(Cursor.at("object", tree)))
        .orElse(new KubectlResult.Failed("no-json"));
  }
}
