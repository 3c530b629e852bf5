package io.execguard.tool.report.evidence;

import java.util.Locale;
import java.util.function.Predicate;

/// How much a finding could have done, the gravest first: by it the rows of every table are
/// ordered.
public enum Severity {
  NODE_OR_PRODUCTION("a shell on a node or in production"),
  SESSION("a session"),
  /// Of a namespace, of RBAC, of the registration; a token; what may open sessions later.
  CHANGE("a change"),
  COMMAND("a command"),
  /// A call through a proxy that reads, or tells not what it does: health, metrics.
  PROBE("a probe");

  private final String sentence;
  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Severity(String sentence) {
    this.sentence = sentence;
  }

  /// Of a finding, by its words. What the log does not tell counts as the graver.
  ///
  /// @param isProduction whether a constraint decides about a namespace
  static Severity of(Finding finding, Predicate<String> isProduction) {
    if (KubectlWords.isNodeShell(finding.what())) {
      return NODE_OR_PRODUCTION;
    }
    Severity alone = alone(finding);
    return alone == SESSION && isProduction.test(finding.namespace()) ? NODE_OR_PRODUCTION : alone;
  }

  private static Severity alone(Finding finding) {
    return switch (finding.kind()) {
      case ALLOWED,
          BREAK_GLASS,
          GRANT_UNSEEN,
          CUT_UNTOLD,
          UNREADABLE,
          TRANSCRIPT_MISSING,
          TRANSCRIPT_BROKEN,
          TRANSCRIPT_FORGED,
          TRANSCRIPT_UNKNOWN,
          RECORDER_TYPED,
          SESSION_TWICE,
          UNRECORDED,
          TRANSCRIPT_CUT,
          RECORDED ->
          SESSION;
      case NAMESPACE_CHANGED, REGISTRATION, GRANT, LABELS -> CHANGE;
      case COMMANDS -> COMMAND;
      case BYPASS,
          RECORD_MISSING,
          EVENT_MISSING,
          FAILED_OPEN,
          UNANSWERED,
          IMPERSONATED,
          DENIED,
          CUT ->
          KubectlWords.severity(finding.what());
    };
  }

  public String sentence() {
    return sentence;
  }

  /// As `--output json` has it.
  public String word() {
    return word;
  }
}
