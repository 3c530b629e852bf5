package io.execguard.tool.report.evidence;

import java.util.Optional;

/// What one log came to whose transcripts were read.
///
/// @param lines of transcripts
/// @param problem what kept it from being read whole, for a person
public record TranscriptUse(long lines, Optional<String> problem) {}
