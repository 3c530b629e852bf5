package io.execguard.tool;

import io.execguard.admission.Cursor;
import io.execguard.admission.JsonReader;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceReader;
import io.execguard.admission.WrongShape;
import io.execguard.policy.NamespaceFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Reads namespaces with kubectl, which understands every kubeconfig: certificates, tokens and
/// login programs alike.
final class KubectlNamespaces implements NamespaceLookup {
  /// As the function's: etcd takes 1.5 MiB, and JSON makes six bytes of one.
  private static final int LONGEST = 9 << 20;

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Path kubectl;
  private final Path kubeconfig;

  KubectlNamespaces(Path kubectl, Path kubeconfig) {
    this.kubectl = kubectl;
    this.kubeconfig = kubeconfig;
  }

  /// Makes sure before the first request that the cluster can be read.
  void tryOut() {
    NamespaceFacts facts =
        read("", "default", Freshness.FRESH, Instant.now().plusSeconds(15)).facts();
    if (facts instanceof NamespaceFacts.Unavailable(String why)) {
      throw new Trouble(
          "the namespaces of the cluster in "
              + kubeconfig
              + " cannot be read ("
              + why
              + "): try "
              + String.join(" ", command("default")));
    }
  }

  @Override
  public Reading read(String cluster, String namespace, Freshness freshness, Instant deadline) {
    NamespaceFacts facts =
        NAME.matcher(namespace).matches()
            ? get(namespace, deadline)
            : new NamespaceFacts.Unavailable("no-namespace-name");
    return new Reading(facts, Duration.ZERO);
  }

  private List<String> command(String namespace) {
    return List.of(
        kubectl.toString(),
        "--kubeconfig=" + kubeconfig,
        "get",
        "--raw=/api/v1/namespaces/" + namespace);
  }

  private NamespaceFacts get(String namespace, Instant deadline) {
    Process process;
    try {
      process =
          new ProcessBuilder(command(namespace))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException _) {
      return new NamespaceFacts.Unavailable("no-kubectl");
    }
    // A thread of its own: on two cores the common pool has one, and a slow kubectl would hold up
    // the next.
    FutureTask<NamespaceFacts> task = new FutureTask<>(() -> finished(process));
    Thread.ofVirtual().start(task);
    try {
      return task.get(Duration.between(Instant.now(), deadline).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new NamespaceFacts.Unavailable("out-of-time");
    } catch (ExecutionException _) {
      return new NamespaceFacts.Unavailable("kubectl-failed");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new NamespaceFacts.Unavailable("interrupted");
    } finally {
      // Its children first, a login program for instance: orphans could not be found any more.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static NamespaceFacts finished(Process process) throws IOException, InterruptedException {
    byte[] json = process.getInputStream().readNBytes(LONGEST + 1);
    if (json.length > LONGEST) {
      return new NamespaceFacts.Unavailable("too-large");
    }
    return process.waitFor() == 0 ? facts(json) : new NamespaceFacts.Unavailable("kubectl-failed");
  }

  private static NamespaceFacts facts(byte[] json) {
    try {
      Optional<Cursor> metadata =
          new JsonReader(LONGEST)
              .read(json, NamespaceReader.READ)
              .map(tree -> Cursor.at("namespace", tree).required("metadata"));
      return metadata
          .<NamespaceFacts>map(
              found ->
                  new NamespaceFacts.Known(
                      found.textMembers("labels"), found.textMembers("annotations")))
          .orElse(new NamespaceFacts.Unavailable("no-json"));
    } catch (WrongShape _) {
      return new NamespaceFacts.Unavailable("no-namespace");
    }
  }
}
