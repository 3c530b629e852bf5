package io.execguard.tool.gateway;

import io.execguard.admission.NamespaceReader;
import io.execguard.admission.PodReader;
import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a cluster's API with kubectl, which understands every kubeconfig: certificates, tokens and
/// login programs alike.
public record KubectlGet(Path kubectl, Path kubeconfig) {
  /// etcd takes no object above 1.5 MiB, and Go's JSON writes one byte of it as up to six.
  private static final int LONGEST = 10 << 20;

  /// Of a namespace or a pod.
  private static final Outline READ = NamespaceReader.READ.and(PodReader.READ);

  /// What kubectl says of an object that is not there begins so.
  private static final String NOT_FOUND = "Error from server (NotFound)";

  /// What a person would type.
  List<String> command(String path) {
    return List.of(kubectl.toString(), "--kubeconfig=" + kubeconfig, "get", "--raw=" + path);
  }

  /// One object, by the deadline.
  ///
  /// @param path of Kubernetes' API, whose names are checked
  KubectlResult get(String path, Instant deadline) {
    Process process;
    try {
      process =
          new ProcessBuilder(command(path))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
    } catch (IOException _) {
      return new KubectlResult.Failed("no-kubectl");
    }
    // A thread of its own: on two cores the common pool has one, and a slow kubectl would hold up
    // the next.
    FutureTask<KubectlResult> task = new FutureTask<>(() -> finished(process));
    Thread.ofVirtual().name("kubectl").start(task);
    try {
      long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
      return task.get(left, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new KubectlResult.Failed("out-of-time");
    } catch (ExecutionException _) {
      return new KubectlResult.Failed("kubectl-failed");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new KubectlResult.Failed("interrupted");
    } finally {
      // Its children first, a login program for instance: orphans could not be found any more.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static KubectlResult finished(Process process) throws IOException, InterruptedException {
    FutureTask<String> complaint =
        new FutureTask<>(
            () -> new String(process.getErrorStream().readNBytes(LONGEST), StandardCharsets.UTF_8));
    Thread.ofVirtual().name("kubectl-complaint").start(complaint);
    byte[] json = process.getInputStream().readNBytes(LONGEST + 1);
    if (json.length > LONGEST) {
      return new KubectlResult.Failed("too-large");
    }
    if (process.waitFor() != 0) {
      return said(complaint).contains(NOT_FOUND)
          ? new KubectlResult.NotFound()
          : new KubectlResult.Failed("kubectl-failed");
    }
    return new JsonReader(LONGEST)
        .read(json, READ)
        .<KubectlResult>map(tree -> new KubectlResult.Found(Cursor.at("object", tree)))
        .orElse(new KubectlResult.Failed("no-json"));
  }

  private static String said(FutureTask<String> complaint) throws InterruptedException {
    try {
      return complaint.get();
    } catch (ExecutionException _) {
      return "";
    }
  }
}
