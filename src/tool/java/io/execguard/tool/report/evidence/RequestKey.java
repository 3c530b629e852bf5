package io.execguard.tool.report.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By what the events of one request are known. Its client chooses the audit id (header
/// `Audit-ID`), so that the id alone could be another's; all stages have the same time.
final class RequestKey {
  private final String auditId;
  private final Optional<Instant> time;
  private final String verb;
  private final String uri;
  private final String who;

  /// Taken when somebody asks first: of most events nobody does, and of others five do.
  private @Nullable Digest128 digest;

  RequestKey(String auditId, Optional<Instant> time, String verb, String uri, String who) {
    this.auditId = auditId;
    this.time = time;
    this.verb = verb;
    this.uri = uri;
    this.who = who;
  }

  Digest128 digest() {
    Digest128 taken = digest;
    if (taken == null) {
      taken =
          Digest128.of(List.of(auditId, time.map(Instant::toString).orElse(""), verb, uri, who));
      digest = taken;
    }
    return taken;
  }
}
