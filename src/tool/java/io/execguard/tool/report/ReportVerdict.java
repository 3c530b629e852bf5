package io.execguard.tool.report;

import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.OneLine;
import java.io.PrintWriter;

/// What a report that was made says to whoever ran it: on standard error, and by the exit code.
final class ReportVerdict {
  private ReportVerdict() {}

  /// Tells it.
  ///
  /// @return the exit code
  static int tell(ReportOutcome.Made made, PrintWriter err) {
    made.unreadable().forEach(line -> err.println("exec-guard: " + OneLine.of(line)));
    long more = made.unreadableInAll() - made.unreadable().size();
    if (more > 0) {
      err.println(
          "exec-guard: " + more + " more lines could not be read; --output json has them all");
    }
    if (made.comparedNothing()) {
      err.println(
          "exec-guard: no record was compared with an audit event: both logs have no time in common but for a"
              + " minute at either end. Give exports of one time and one cluster, and say with --from and"
              + " --until for when they are complete");
    }
    if (made.missesTheQuestion()) {
      err.println(
          "exec-guard: nothing of a log that was given is of the time between --from and --until and of --cluster:"
              + " say those of the export");
    }
    return made.wantsAnAnswer() || made.comparedNothing() || made.missesTheQuestion()
        ? ExitCodes.MISSED
        : 0;
  }
}
