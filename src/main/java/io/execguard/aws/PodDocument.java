package io.execguard.aws;

import io.execguard.admission.PodReader;
import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.Pod;
import java.util.Set;

/// A pod as the cluster's API writes it: what it can reach is kept, and the labels that the policy
/// looks at.
final class PodDocument {
  /// etcd takes no object above 1.5 MiB. Its protobuf has a field's name in one byte, so that the
  /// JSON is longer by more than a text's escapes, which make six bytes of one: 118,000 terms of
  /// `podAffinity` became 10.5 MiB, at 13 bytes and 93. More than ten was not found. A limit that
  /// can be passed is a way around: where the pod cannot be read, `sessions-open` lets pass.
  static final int LONGEST = 16 << 20;

  private static final JsonReader JSON = new JsonReader(LONGEST);

  private PodDocument() {}

  /// Asks for a pod.
  ///
  /// @param namespace a name as Kubernetes has it: it goes into the path
  /// @param pod a name as Kubernetes has it: it goes into the path
  /// @param labelKeys the labels that are kept
  static ApiQuery<Pod> query(String namespace, String pod, Set<String> labelKeys) {
    return new ApiQuery<>(
        "/api/v1/namespaces/" + namespace + "/pods/" + pod,
        "application/json",
        LONGEST,
        LookupProblem.PODS_FORBIDDEN,
        LookupProblem.POD_NOT_FOUND,
        body -> read(body, pod, labelKeys));
  }

  static Pod read(byte[] body, String pod, Set<String> labelKeys) throws LookupException {
    if (body.length > LONGEST) {
      throw LookupException.of(LookupProblem.TOO_LARGE);
    }
    try {
      Cursor document =
          JSON.read(body, PodReader.READ)
              .map(json -> Cursor.at("pod", json))
              .orElseThrow(() -> LookupException.of(LookupProblem.NOT_JSON));
      if (!document.required("metadata").text("name").equals(pod)) {
        throw LookupException.of(LookupProblem.ANOTHER_POD);
      }
      return PodReader.read(document).keeping(labelKeys);
    } catch (WrongShapeException shape) {
      throw LookupException.of(LookupProblem.NO_POD, shape);
    }
  }
}
