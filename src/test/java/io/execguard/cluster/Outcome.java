package io.execguard.cluster;

/// How a command ended.
///
/// @param exitCode 0 to 255; above 128 a signal ended it
/// @param output standard output; on a terminal everything, standard error included
/// @param errors standard error; empty on a terminal
public record Outcome(int exitCode, String output, String errors) {}
