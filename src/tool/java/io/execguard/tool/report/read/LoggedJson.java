package io.execguard.tool.report.read;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Parsers of JSON that stands in logs, one value behind the other.
public final class LoggedJson {
  private LoggedJson() {}

  /// For texts as long as a line can be. The source stays open behind a value.
  ///
  /// @param deepest how many objects and lists a value may stand in
  public static JsonFactory upTo(int deepest) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(deepest)
                .maxStringLength(BoundedLineReader.LONGEST)
                .build())
        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
        .build();
  }
}
