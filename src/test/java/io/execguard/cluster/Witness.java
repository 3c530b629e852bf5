package io.execguard.cluster;

import io.execguard.tool.Guard;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// All that can be seen of what happens from now on: the guard's records, the audit events, and
/// what reached the node.
record Witness(Guard guard, int recordsBefore, Journal events, Journal sessions) {
  private static final String RECORD = ".exec-guard.io/record";

  static Witness fromNow(ControlPlane controlPlane, Guard guard) {
    return new Witness(
        guard,
        guard.records().size(),
        controlPlane.auditEvents().fromNow(),
        controlPlane.nodeSessions().fromNow());
  }

  List<JsonNode> records() {
    return guard.records().stream().skip(recordsBefore).toList();
  }

  /// The doors that reviews came through, in order.
  List<String> doors() {
    return records().stream().map(entry -> entry.path("door").asString("")).sorted().toList();
  }

  /// What reached the node, in the kubelet's words; kubectl's look into a pod's logs apart.
  List<String> reached() {
    return sessions
        .entries(entry -> !entry.path("path").asString("").startsWith("/containerLogs/"))
        .stream()
        .map(entry -> entry.path("what").asString(""))
        .toList();
  }

  /// From each record its audit event can be found, and from each event its record: by the door's
  /// name, the record's id and the decision.
  ///
  /// @throws IllegalStateException when the two sets are not the same within a minute
  void requireTwins() {
    Set<String> wanted =
        records().stream()
            .map(
                entry ->
                    entry.path("door").asString("")
                        + " "
                        + entry.path("id").asString("")
                        + " "
                        + entry.path("decision").asString(""))
            .collect(Collectors.toCollection(TreeSet::new));
    Eventually.awaitThat(
        "The audit events of " + wanted, Eventually.PATIENCE, () -> annotated().equals(wanted));
  }

  private Set<String> annotated() {
    Set<String> found = new TreeSet<>();
    for (JsonNode event : events.entries()) {
      JsonNode annotations = event.path("annotations");
      for (String key : annotations.propertyNames()) {
        if (key.endsWith(RECORD)) {
          String webhook = key.substring(0, key.length() - RECORD.length());
          found.add(
              webhook.replaceFirst("\\..*", "")
                  + " "
                  + annotations.path(key).asString("")
                  + " "
                  + annotations.path(webhook + ".exec-guard.io/decision").asString(""));
        }
      }
    }
    return found;
  }
}
