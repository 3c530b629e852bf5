package io.execguard.policy;

/// One constraint's part in a decision.
public record ConstraintResult(Constraint constraint, ConstraintOutcome outcome) {}
