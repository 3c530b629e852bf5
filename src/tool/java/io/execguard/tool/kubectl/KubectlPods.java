package io.execguard.tool.kubectl;

import io.execguard.admission.PodLookup;
import io.execguard.admission.PodReader;
import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.PodFacts;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Reads pods with kubectl.
public final class KubectlPods implements PodLookup {
  private final KubectlGet kubectl;

  public KubectlPods(KubectlGet kubectl) {
    this.kubectl = kubectl;
  }

  @Override
  public Supplier<PodFacts> begin(String cluster, String namespace, String pod, Instant deadline) {
    if (!ResourceName.isNamespace(namespace) || !ResourceName.isPod(pod)) {
      return PodFacts.NotFound::new;
    }
    String path = "/api/v1/namespaces/" + namespace + "/pods/" + pod;
    CompletableFuture<PodFacts> read = new CompletableFuture<>();
    Thread.ofVirtual().name("pod").start(() -> read.complete(facts(kubectl.get(path, deadline))));
    return read::join;
  }

  private static PodFacts facts(KubectlResult result) {
    return switch (result) {
      case KubectlResult.Found(Cursor pod) -> facts(pod);
      case KubectlResult.NotFound _ -> new PodFacts.NotFound();
      case KubectlResult.Failed(String why) -> new PodFacts.Unavailable(why);
    };
  }

  private static PodFacts facts(Cursor pod) {
    try {
      return new PodFacts.Known(PodReader.read(pod));
    } catch (WrongShapeException _) {
      return new PodFacts.Unavailable("no-pod");
    }
  }
}
