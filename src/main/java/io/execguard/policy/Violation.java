package io.execguard.policy;

/// A constraint that a request violates, and by which session.
public record Violation(Constraint constraint, Session session) {}
