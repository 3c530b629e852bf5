package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.tool.report.read.Picked;

/// What a decision record says of the transcript.
///
/// @param isThere the record says something of it
/// @param required it may run on record alone
/// @param session the id in each line; empty where no recorder runs
/// @param byLog the container has a terminal of its own, and its log is the transcript
record Recording(boolean isThere, boolean required, String session, boolean byLog) {
  static Recording of(Cursor line) {
    Cursor recording = Picked.member(line, "recording");
    return new Recording(
        line.optional("recording").isPresent(),
        recording.flag("required"),
        recording.text("session"),
        recording.flag("log"));
  }
}
