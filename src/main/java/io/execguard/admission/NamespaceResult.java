package io.execguard.admission;

import io.execguard.policy.NamespaceFacts;
import java.time.Duration;

/// What a [NamespaceLookup] has read.
///
/// @param age how long ago the facts were read; zero where there are none
public record NamespaceResult(NamespaceFacts facts, Duration age) {}
