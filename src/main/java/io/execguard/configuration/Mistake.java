package io.execguard.configuration;

/// What is wrong in a policy or fleet file.
///
/// @param line from 1; 0 where it concerns the whole file
/// @param sentence what is wrong and what would be right
public record Mistake(int line, String sentence) {}
