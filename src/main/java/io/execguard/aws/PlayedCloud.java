package io.execguard.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLServerSocket;

/// AWS and one cluster, played on loopback: what the priming asks is answered as EKS, STS, Lambda
/// and Kubernetes answer it.
///
/// @param authority vouches for `apis`, and nothing else trusts it
/// @param apis AWS's and the cluster's, over TLS
/// @param credentials Lambda's endpoint for credentials, which is plain
record PlayedCloud(MadeAuthority authority, PlayedServer apis, PlayedServer credentials)
    implements AutoCloseable {
  /// What AWS's endpoints and Go's servers choose of what the JDK offers: RSA and the shorter key
  /// today, and the others some day.
  enum Kind {
    OF_TODAY(MadeCertificate.Algorithm.RSA, "TLS_AES_128_GCM_SHA256"),
    OTHER(MadeCertificate.Algorithm.EC, "TLS_AES_256_GCM_SHA384");

    private final MadeCertificate.Algorithm algorithm;
    private final String cipher;

    Kind(MadeCertificate.Algorithm algorithm, String cipher) {
      this.algorithm = algorithm;
      this.cipher = cipher;
    }
  }

  private static final String NAMESPACE =
      """
      {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": {"name": "NAME",
       "uid": "NAME", "labels": {"NAME": "NAME"}, "annotations": {"NAME": "NAME"}}}""";

  private static final String POD =
      """
      {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "NAME", "uid": "NAME",
       "labels": {"NAME": "NAME"}, "ownerReferences": [{"kind": "NAME", "name": "NAME",
       "controller": true}]}, "spec": {"nodeName": "NAME", "serviceAccountName": "NAME",
       "containers": [{"name": "NAME", "image": "NAME", "volumeMounts": [{"name": "NAME", "readOnly": true}]}],
       "volumes": [{"name": "NAME", "hostPath": {"path": "/NAME"}}]}}""";

  private static final String CREDENTIALS =
      """
      {"AccessKeyId": "NAME", "SecretAccessKey": "NAME", "Token": "NAME", "Expiration": "UNTIL"}""";

  private static final String ROLE =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <Credentials><AccessKeyId>NAME</AccessKeyId><SecretAccessKey>NAME</SecretAccessKey>
      <SessionToken>NAME</SessionToken><Expiration>UNTIL</Expiration></Credentials>
      </AssumeRoleResult></AssumeRoleResponse>""";

  private static final String CLUSTER =
      """
      {"cluster": {"name": "NAME", "status": "ACTIVE", "endpoint": "ENDPOINT",
       "certificateAuthority": {"data": "AUTHORITY"}}}""";

  /// How long what it hands out would be good for, were it good for anything.
  private static final int SECONDS = 3600;

  /// Connections that wait: the priming has two at most.
  private static final int WAITING = 10;

  /// Starts it.
  ///
  /// @param name of all that is in it: the cluster, the namespace, the pod
  static PlayedCloud of(String name, Kind kind, Instant now) {
    MadeAuthority authority = MadeAuthority.make(kind.algorithm, now);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      ServerSocket plain = new ServerSocket(0, WAITING, loopback);
      SSLServerSocket secure =
          (SSLServerSocket)
              authority.server().getServerSocketFactory().createServerSocket(0, WAITING, loopback);
      secure.setEnabledProtocols(new String[] {"TLSv1.3"});
      secure.setEnabledCipherSuites(new String[] {kind.cipher});
      String until = now.plusSeconds(SECONDS).toString();
      String cluster =
          CLUSTER
              .replace("ENDPOINT", "https://localhost:" + secure.getLocalPort())
              .replace(
                  "AUTHORITY",
                  Base64.getEncoder()
                      .encodeToString(authority.pem().getBytes(StandardCharsets.US_ASCII)));
      return new PlayedCloud(
          authority,
          new PlayedServer(
              secure,
              Map.of(
                  "/",
                  ROLE.replace("NAME", name).replace("UNTIL", until),
                  "/clusters/" + name,
                  cluster.replace("NAME", name),
                  "/api/v1/namespaces/" + name,
                  NAMESPACE.replace("NAME", name),
                  "/api/v1/namespaces/" + name + "/pods/" + name,
                  POD.replace("NAME", name))),
          new PlayedServer(
              plain, Map.of("/", CREDENTIALS.replace("NAME", name).replace("UNTIL", until))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("https://localhost:" + apis.port());
  }

  URI credentialsUri() {
    return URI.create("http://127.0.0.1:" + credentials.port() + "/");
  }

  @Override
  public void close() {
    apis.close();
    credentials.close();
  }
}
