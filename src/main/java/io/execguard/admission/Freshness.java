package io.execguard.admission;

/// How old the answer of a [NamespaceLookup] may be.
public enum Freshness {
  /// A read that began after the request did.
  FRESH,
  /// Whatever is at hand and at most 60 s old.
  RECENT,
  /// The whole way anew: where the cluster is, a token for it, the namespace. Nothing stands in.
  PROVEN
}
