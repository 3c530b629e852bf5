package io.execguard.tool.files;

import io.execguard.admission.Freshness;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.NamespaceResult;
import io.execguard.json.Cursor;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.NamespaceFacts;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Namespaces as `kubectl get namespaces -o yaml` prints them, for every cluster alike.
public final class NamespacesFile implements NamespaceLookup {
  private final Map<String, NamespaceFacts> namespaces;

  private NamespacesFile(Map<String, NamespaceFacts> namespaces) {
    this.namespaces = Map.copyOf(namespaces);
  }

  public static NamespacesFile read(Path file) {
    Map<String, NamespaceFacts> namespaces = new HashMap<>();
    try {
      for (Cursor item : YamlFile.read(file).required("items").items()) {
        Cursor metadata = item.required("metadata");
        namespaces.put(
            metadata.required("name").text(),
            new NamespaceFacts.Known(
                metadata.textMembers("labels"), metadata.textMembers("annotations")));
      }
    } catch (WrongShapeException shape) {
      throw new ToolException(
          YamlFile.mistake(file, shape.line(), shape.sentence())
              + "; it has to be what kubectl get namespaces -o yaml prints");
    }
    return new NamespacesFile(namespaces);
  }

  @Override
  public NamespaceResult read(
      String cluster, String namespace, Freshness freshness, Instant deadline) {
    return new NamespaceResult(facts(namespace), Duration.ZERO);
  }

  public NamespaceFacts facts(String namespace) {
    return namespaces.getOrDefault(namespace, new NamespaceFacts.Unavailable("not-in-the-file"));
  }
}
