package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import java.util.List;
import java.util.stream.Collectors;

/// A grant of break-glass in the words of a finding.
final class GrantWords {
  private GrantWords() {}

  /// Of a change: what the grant opens from now on.
  static String opens(Cursor grant) {
    return joined(
        List.of(
            terms(grant),
            listed("opens ", grant.texts("opens")),
            listed("carried to ", grant.texts("carriedTo"))));
  }

  /// Of a session: what the grant opened for it.
  static String opened(DecisionLine record) {
    Cursor grant = record.breakGlass();
    return joined(List.of(terms(grant), listed("opened ", grant.texts("opened"))));
  }

  /// Why comes first: it is what an auditor asks.
  private static String terms(Cursor grant) {
    String fault = grant.text("fault");
    if (!fault.isEmpty()) {
      return "the annotations are no grant: " + fault;
    }
    return grant.text("until").isEmpty()
        ? ""
        : grant.text("reason")
            + "; from "
            + grant.text("from")
            + " until "
            + grant.text("until")
            + ", by "
            + grant.text("by")
            + (grant.text("for").isEmpty() ? "" : ", for " + grant.text("for"));
  }

  private static String listed(String before, List<String> names) {
    return names.isEmpty() ? "" : before + String.join(", ", names);
  }

  /// Those that say something.
  static String joined(List<String> parts) {
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
  }
}
