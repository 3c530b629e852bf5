package io.execguard.aws;

import io.execguard.json.Cursor;
import io.execguard.json.JsonReader;
import io.execguard.json.Outline;
import io.execguard.json.WrongShapeException;
import java.net.URI;
import java.util.Base64;

/// A cluster as EKS describes it: where it is, and who vouches for it.
final class ClusterDescription {
  private static final Outline READ =
      Outline.of("cluster.endpoint", "cluster.certificateAuthority.data");

  private static final JsonReader JSON = new JsonReader(DescribeCall.LONGEST);

  private ClusterDescription() {}

  /// @param body of DescribeCluster's answer
  static Endpoint read(byte[] body) throws LookupException {
    try {
      Cursor cluster =
          JSON.read(body, READ)
              .map(json -> Cursor.at("answer", json))
              .orElseThrow(() -> LookupException.of(LookupProblem.EKS_UNREACHABLE))
              .required("cluster");
      String endpoint = cluster.text("endpoint");
      String authority =
          cluster.optional("certificateAuthority").map(given -> given.text("data")).orElse("");
      if (endpoint.isEmpty() || authority.isEmpty()) {
        // A cluster that is still being created has neither.
        throw LookupException.of(LookupProblem.CLUSTER_WITHOUT_ENDPOINT);
      }
      return new Endpoint(
          URI.create(endpoint),
          CertificateBundle.trusting(Base64.getMimeDecoder().decode(authority)));
    } catch (WrongShapeException e) {
      // Something else than EKS answers.
      throw LookupException.of(LookupProblem.EKS_UNREACHABLE, e);
    } catch (IllegalArgumentException e) {
      throw LookupException.of(LookupProblem.CLUSTER_WITHOUT_ENDPOINT, e);
    }
  }
}
