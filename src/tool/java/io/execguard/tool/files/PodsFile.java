package io.execguard.tool.files;

import io.execguard.admission.PodLookup;
import io.execguard.admission.PodReader;
import io.execguard.json.Cursor;
import io.execguard.json.WrongShape;
import io.execguard.policy.PodFacts;
import io.execguard.tool.terminal.Trouble;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Pods as `kubectl get pods --all-namespaces -o yaml` prints them, or the manifest of one, for
/// every cluster alike. A pod that is not in the file is none.
public final class PodsFile implements PodLookup {
  private final Map<String, PodFacts> pods;

  private PodsFile(Map<String, PodFacts> pods) {
    this.pods = Map.copyOf(pods);
  }

  public static PodsFile read(Path file) {
    Map<String, PodFacts> pods = new HashMap<>();
    try {
      Cursor document = YamlFile.read(file);
      for (Cursor item :
          document.optional("items").map(Cursor::items).orElseGet(() -> List.of(document))) {
        Cursor metadata = item.required("metadata");
        pods.put(
            metadata.required("namespace").text() + "/" + metadata.required("name").text(),
            new PodFacts.Known(PodReader.read(item)));
      }
    } catch (WrongShape shape) {
      throw new Trouble(
          YamlFile.mistake(file, shape.line(), shape.sentence())
              + "; it has to be what kubectl get pods --all-namespaces -o yaml prints");
    }
    return new PodsFile(pods);
  }

  @Override
  public Supplier<PodFacts> begin(String cluster, String namespace, String pod, Instant deadline) {
    PodFacts facts = pods.getOrDefault(namespace + "/" + pod, new PodFacts.NotFound());
    return () -> facts;
  }
}
