package io.execguard.tool.report.evidence;

/// How often somebody did what.
///
/// @param attempts all of them, denied ones too, each once
/// @param sessions of these, that were let in
/// @param denied of these, by the guard
/// @param past of these, of which the guard was not asked
/// @param failedOpen of these, let pass while it did not answer
/// @param unanswered of these, refused while it did not answer
/// @param recordMissing of these, whose record is missing
public record ActionCounts(
    long attempts,
    long sessions,
    long denied,
    long past,
    long failedOpen,
    long unanswered,
    long recordMissing) {
  static final ActionCounts NONE = new ActionCounts(0, 0, 0, 0, 0, 0, 0);

  ActionCounts with(Kind kind) {
    return new ActionCounts(
        attempts + 1,
        sessions + one(kind, Kind.ALLOWED),
        denied + one(kind, Kind.DENIED),
        past + one(kind, Kind.BYPASS),
        failedOpen + one(kind, Kind.FAILED_OPEN),
        unanswered + one(kind, Kind.UNANSWERED),
        recordMissing + one(kind, Kind.RECORD_MISSING));
  }

  private static long one(Kind kind, Kind counted) {
    return kind == counted ? 1 : 0;
  }

  /// Single commands that were allowed.
  public long commands() {
    return attempts - sessions - denied - past - failedOpen - unanswered - recordMissing;
  }

  /// Done, and not decided by a record that is there.
  long unproven() {
    return past + failedOpen + recordMissing;
  }
}
