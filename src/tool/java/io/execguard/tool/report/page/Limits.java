package io.execguard.tool.report.page;

import java.util.List;
import java.util.stream.Stream;

/// What the page cannot show.
final class Limits {
  static final String BEST_EFFORT = "EKS delivers its audit log by best effort.";

  static final String TITLE = "What this page cannot show";
  static final String ANCHOR = "limits";

  private static final String TYPED = "What was typed into a session.";

  private static final List<String> ALL =
      List.of(
          TYPED
              + " An allowed decision does not prove that a session happened, either:"
              + " admission runs before the pod is looked up. The audit event does, by its code: 101 of a session, 200 or"
              + " 201 of a new container.",
          "Lines that are in neither export. The page shows gaps between both logs, not in both. "
              + BEST_EFFORT,
          "Audit events do not name their cluster: that they are of the cluster above is what the command line said.",
          "Pods with stdin and changes of namespaces past the guard, where the audit policy keeps no request object"
              + " (level Metadata): a session into such a pod passes the guard again, as attach.",
          "Ways in that do not pass the API server: a kubelet's own port, SSH or SSM on a node.",
          "Who impersonated whom, of a record without its audit event: it has the user as whom it was asked. The events"
              + " have both, and the rows of their records, too.");

  private Limits() {}

  /// @param recordings there are sessions on record
  static List<String> of(boolean recordings) {
    return recordings
        ? Stream.concat(
                ALL.stream()
                    .map(
                        limit ->
                            limit.replace(
                                TYPED, "What was typed into a session that is not on record.")),
                Stream.of(
                    "What a recorder cannot: a line of a container's log that its own process wrote in the"
                        + " recorder's form shows by its number or its place alone; output of what a person"
                        + " started elsewhere, and what root in the container did to the recorder, are on record"
                        + " as they were typed.",
                    "Transcripts are not masked: what was typed or shown stands in them as it was."))
            .toList()
        : ALL;
  }
}
