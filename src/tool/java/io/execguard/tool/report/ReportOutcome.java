package io.execguard.tool.report;

import io.execguard.tool.report.evidence.SourceUse;
import java.util.List;

/// How the making of a [Report] ended.
public sealed interface ReportOutcome {
  /// It is made.
  ///
  /// @param wantsAnAnswer it holds something that somebody has to be asked about
  /// @param comparedNothing both logs were given, and no entry was held against the other
  /// @param missesTheQuestion a log that was given is of another time, or of other clusters
  /// @param unreadable what could not be read, the first of it
  /// @param sources that were read
  record Made(
      boolean wantsAnAnswer,
      boolean comparedNothing,
      boolean missesTheQuestion,
      List<String> unreadable,
      long unreadableInAll,
      List<SourceUse> sources)
      implements ReportOutcome {
    public Made {
      unreadable = List.copyOf(unreadable);
      sources = List.copyOf(sources);
    }
  }

  /// The decisions are of several clusters, and audit events do not name theirs.
  record SeveralClusters(List<String> clusters) implements ReportOutcome {
    public SeveralClusters {
      clusters = List.copyOf(clusters);
    }
  }
}
