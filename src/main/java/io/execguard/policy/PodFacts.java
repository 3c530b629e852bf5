package io.execguard.policy;

/// What is known of the pod that a request reaches into.
public sealed interface PodFacts {

  /// It was read for this request, or the request itself holds it.
  record Known(Pod pod) implements PodFacts {}

  /// The cluster says that there is no such pod. Nothing can be opened in it.
  record NotFound() implements PodFacts {}

  /// Nothing in the request or the policy asks for it.
  record NotNeeded() implements PodFacts {}

  /// The cluster's entry in the fleet file says that pods are not to be read.
  record NotRead() implements PodFacts {}

  /// It could not be read in the time there was.
  ///
  /// @param why a short constant word for the record, `pods-forbidden` for instance
  record Unavailable(String why) implements PodFacts {}
}
