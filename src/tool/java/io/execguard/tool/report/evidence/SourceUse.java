package io.execguard.tool.report.evidence;

/// A source that was read.
///
/// @param bytes as they were read, compressed ones included
/// @param sha256 of these bytes
/// @param entries found in it
public record SourceUse(
    String name, String holds, long bytes, String sha256, long entries, long unreadable) {}
