package io.execguard.aws;

import java.time.Duration;
import java.util.Optional;

/// What a [FleetProbe] found of one cluster.
///
/// @param problem a word of `docs/operate.md`; empty where all went well
record ProbeResult(String cluster, Optional<String> problem, Duration took) {}
