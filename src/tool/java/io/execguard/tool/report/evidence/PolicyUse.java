package io.execguard.tool.report.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;

/// A policy by its digest: when it decided, and what it says.
public final class PolicyUse {
  /// Versions of the function that are named.
  private static final int VERSIONS = 20;

  private final Period period = new Period();
  private final TreeSet<String> versions = new TreeSet<>();
  private long records;
  private Optional<String> text = Optional.empty();
  private boolean proven;

  void decided(Decided record) {
    period.add(record.time());
    records++;
    version(record.functionVersion());
  }

  /// @param json as the line has it
  /// @param isOfDigest its SHA-256 is the digest
  void written(byte[] json, boolean isOfDigest, String version) {
    version(version);
    if (text.isEmpty() || (isOfDigest && !proven)) {
      text = Optional.of(new String(json, StandardCharsets.UTF_8));
      proven = isOfDigest;
    }
  }

  private void version(String version) {
    if (versions.size() < VERSIONS) {
      versions.add(version);
    }
  }

  public Optional<Span> span() {
    return period.span();
  }

  public long records() {
    return records;
  }

  public String versions() {
    return String.join(", ", versions);
  }

  public Optional<String> text() {
    return text;
  }

  /// The text is the one that the digest was taken of.
  public boolean isProven() {
    return proven;
  }
}
