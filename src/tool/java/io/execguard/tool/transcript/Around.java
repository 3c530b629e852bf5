package io.execguard.tool.transcript;

import io.execguard.tool.report.read.Origin;
import java.time.Instant;
import java.util.Optional;

/// What stands around a line's text: put there by a runtime, a collector or CloudWatch.
///
/// @param time empty where nothing tells it
record Around(Optional<Instant> time, Origin origin) {
  static Around of(String source) {
    return new Around(Optional.empty(), Containers.ofName(Origin.of(source), source));
  }

  Around at(Optional<Instant> other) {
    return other.isPresent() ? new Around(other, origin) : this;
  }

  Around from(Origin other) {
    return new Around(time, other);
  }
}
