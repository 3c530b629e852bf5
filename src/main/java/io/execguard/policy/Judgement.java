package io.execguard.policy;

/// One constraint's part in a decision.
public record Judgement(Constraint constraint, Finding finding) {}
