package io.execguard.tool.report.evidence;

/// A session that followed a change.
///
/// @param kind of its finding
/// @param id of its record or audit event
/// @param sentence when, who and what
public record Followed(Kind kind, String id, String sentence) {}
