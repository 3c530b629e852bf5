package io.execguard.tool.kubectl;

import io.execguard.admission.Freshness;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.NamespaceFacts;
import io.execguard.tool.terminal.ToolException;
import java.time.Duration;
import java.time.Instant;

/// Reads namespaces with kubectl.
public final class KubectlNamespaces implements NamespaceLookup {
  private final KubectlGet kubectl;

  public KubectlNamespaces(KubectlGet kubectl) {
    this.kubectl = kubectl;
  }

  /// Makes sure before the first request that the cluster can be read.
  public void tryOut() {
    NamespaceFacts facts =
        read("", "default", Freshness.FRESH, Instant.now().plusSeconds(15)).facts();
    if (facts instanceof NamespaceFacts.Unavailable(String why)) {
      throw new ToolException(
          "the namespaces of the cluster in "
              + kubectl.kubeconfig()
              + " cannot be read ("
              + why
              + "): try "
              + String.join(" ", kubectl.command(path("default"))));
    }
  }

  @Override
  public NamespaceResult read(
      String cluster, String namespace, Freshness freshness, Instant deadline) {
    NamespaceFacts facts =
        ResourceName.isNamespace(namespace)
            ? facts(kubectl.get(path(namespace), deadline))
            : new NamespaceFacts.Unavailable("no-namespace-name");
    return new NamespaceResult(facts, Duration.ZERO);
  }

  private static String path(String namespace) {
    return "/api/v1/namespaces/" + namespace;
  }

  private static NamespaceFacts facts(KubectlResult result) {
    return switch (result) {
      case KubectlResult.Found(Cursor namespace) -> facts(namespace);
      case KubectlResult.NotFound _ -> new NamespaceFacts.Unavailable("kubectl-failed");
      case KubectlResult.Failed(String why) -> new NamespaceFacts.Unavailable(why);
    };
  }

  private static NamespaceFacts facts(Cursor namespace) {
    try {
      Cursor metadata = namespace.required("metadata");
      return new NamespaceFacts.Known(
          metadata.textMembers("labels"), metadata.textMembers("annotations"));
    } catch (WrongShapeException _) {
      return new NamespaceFacts.Unavailable("no-namespace");
    }
  }
}
