package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.tool.report.read.PartialJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads of the audit events of namespaces what of each changed that decides.
final class NamespaceChangeReader {
  private static final Set<String> RESOURCES =
      Set.of("namespaces", "namespaces/status", "namespaces/finalize");
  static final Set<String> WRITES = Set.of("create", "update", "patch");
  private static final String CONTROLLER = "system:serviceaccount:kube-system:namespace-controller";

  /// Namespaces of which is kept what they had: more than a cluster is made for (10,000, by
  /// Kubernetes' own thresholds). Of others each change counts as one.
  private static final int MOST = 10_000;

  private final DecidingMetadata deciding;
  private final Map<String, Map<String, String>> known = new HashMap<>();

  NamespaceChangeReader(SelectedLabels selected) {
    deciding = new DecidingMetadata(selected);
  }

  static boolean isAbout(AuditEvent event) {
    return event.group().isEmpty()
        && RESOURCES.contains(event.resource())
        && WRITES.contains(event.verb());
  }

  /// Reads an event of a change that was carried out, of each namespace in its order.
  NamespaceChange read(AuditEvent event) {
    Optional<Map<String, String>> before = Optional.ofNullable(known.get(event.name()));
    Optional<Map<String, String>> now = result(event).map(deciding::of);
    remember(event.name(), now);
    if (isOfTheController(event)) {
      return new NamespaceChange.Nothing();
    }
    Optional<Json> sent = event.request().map(Cursor::json);
    NamespaceChange change =
        event.creates()
            ? created(sent, now)
            : isPatch(event, sent)
                ? shown(patched(sent.orElseThrow()), !event.isCut())
                : replaced(event, sent, before, now);
    return change instanceof NamespaceChange.Shown(List<String> changes, _, _)
        ? NamespaceChange.Shown.of(changes, before, now)
        : change;
  }

  private void remember(String name, Optional<Map<String, String>> now) {
    known.remove(name);
    now.filter(_ -> known.size() < MOST && !name.isEmpty())
        .ifPresent(some -> known.put(name, some));
  }

  /// What the API server answered with, or what was sent to take the place of all.
  private static Optional<Json> result(AuditEvent event) {
    boolean isWhole = event.extent() == AuditEvent.Extent.WHOLE;
    return event
        .response()
        .or(() -> event.verb().equals("patch") ? Optional.empty() : event.request())
        .filter(_ -> isWhole)
        .map(Cursor::json)
        .filter(Json.Members.class::isInstance);
  }

  /// It ends namespaces, and sends back what they had.
  private static boolean isOfTheController(AuditEvent event) {
    return event.username().equals(CONTROLLER)
        && !event.isImpersonated()
        && !event.resource().equals("namespaces");
  }

  /// Server-side apply sends an object with its kind.
  private static boolean isPatch(AuditEvent event, Optional<Json> sent) {
    return event.verb().equals("patch")
        && sent.filter(
                some ->
                    !(some instanceof Json.Members(Map<String, Json> values, _)
                        && values.containsKey("kind")
                        && values.containsKey("apiVersion")))
            .isPresent();
  }

  private List<String> patched(Json patch) {
    return patch instanceof Json.Items(List<Json> operations, _)
        ? deciding.jsonPatch(operations)
        : deciding.mergePatch(patch);
  }

  private static NamespaceChange shown(List<String> changes, boolean isWhole) {
    if (!changes.isEmpty()) {
      return NamespaceChange.Shown.of(changes, Optional.empty(), Optional.empty());
    }
    return isWhole ? new NamespaceChange.Nothing() : new NamespaceChange.Untold();
  }

  /// The guard is asked about the grants of a new namespace, and not about its labels.
  private NamespaceChange created(Optional<Json> sent, Optional<Map<String, String>> now) {
    List<String> grants =
        Stream.concat(sent.map(deciding::of).stream(), now.stream())
            .flatMap(all -> all.entrySet().stream())
            .filter(entry -> entry.getKey().startsWith("annotation "))
            .map(entry -> DecidingMetadata.change(entry.getKey(), entry.getValue()))
            .distinct()
            .toList();
    return shown(grants, now.isPresent());
  }

  private NamespaceChange replaced(
      AuditEvent event,
      Optional<Json> sent,
      Optional<Map<String, String>> before,
      Optional<Map<String, String>> now) {
    if (isUnchanged(event) || (before.isPresent() && before.equals(now))) {
      return new NamespaceChange.Nothing();
    }
    if (before.isPresent() && now.isPresent()) {
      return shown(differences(before.get(), now.get()), true);
    }
    List<String> changes = new ArrayList<>(sent.map(deciding::mergePatch).orElse(List.of()));
    if (!changes.isEmpty()) {
      changes.add("what it had before is not in these events");
    }
    boolean isApplied = sent.isPresent() && event.verb().equals("patch");
    boolean isKept = isApplied && now.filter(all -> !all.isEmpty()).isPresent();
    return shown(changes, isKept || (now.isPresent() && deciding.selected().isNone()));
  }

  /// Nothing was written where the version stays.
  private static boolean isUnchanged(AuditEvent event) {
    Optional<String> sent = version(event.request());
    return sent.isPresent() && sent.equals(version(event.response()));
  }

  private static Optional<String> version(Optional<Cursor> object) {
    return object
        .filter(some -> some.json() instanceof Json.Members)
        .map(some -> PartialJson.member(some, "metadata").text("resourceVersion"))
        .filter(some -> !some.isEmpty());
  }

  private static List<String> differences(Map<String, String> before, Map<String, String> now) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .filter(
            name ->
                !before.containsKey(name)
                    || !before.getOrDefault(name, "").equals(now.getOrDefault(name, "")))
        .map(name -> DecidingMetadata.change(name, now.getOrDefault(name, "")))
        .toList();
  }
}
