package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.policy.NodeAccess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PodDocumentTest {
  /// A privileged pod with 118,000 terms of affinity, 1.5 MB as protobuf, was taken by
  /// kube-apiserver 1.36 and could not be read: a shell in it was allowed at `sessions-open`.
  @Test
  void readsAPodThatIsAsLargeAsEtcdTakes() throws LookupException {
    String term =
        """
        {"weight":1,"podAffinityTerm":{"labelSelector":{},"topologyKey":"a","namespaceSelector":{}}},\
        """
            .strip();
    String pod =
        """
        {"metadata": {"name": "wide"}, "spec": {"affinity": {"podAffinity":
         {"preferredDuringSchedulingIgnoredDuringExecution": [%s{}]}},
         "containers": [{"name": "c", "securityContext": {"privileged": true}}]}}"""
            .formatted(term.repeat(121_000));
    byte[] body = pod.getBytes(StandardCharsets.UTF_8);
    assertTrue(body.length > 10 << 20);

    assertEquals(
        List.of("privileged"),
        NodeAccess.of(PodDocument.read(body, "wide", Set.of()), "c").words());
  }
}
