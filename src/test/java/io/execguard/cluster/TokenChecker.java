package io.execguard.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// aws-iam-authenticator, which checks tokens on EKS, as the API server's token webhook. It knows
/// the one identity that a local STS has, as EKS's access entry would.
record TokenChecker(Daemon daemon, Path kubeconfig) {
  /// The name that a token's signature covers, where a test has one cluster.
  static final String CLUSTER = "tests";

  /// Whom it takes the identity for.
  static final String USER = "exec-guard";

  /// @param cluster the name that a token's signature covers
  static TokenChecker start(Supervisor supervisor, Binaries binaries, LocalSts sts, String cluster)
      throws IOException {
    var directory = supervisor.directory();
    var kubeconfig = directory.resolve("authenticator.kubeconfig");
    Files.writeString(
        directory.resolve("authenticator.yaml"),
        """
        clusterID: %s
        server:
          mapUsers:
          - {userARN: "arn:aws:iam::000000000000:root", username: %s, groups: [exec-guard]}
        """
            .formatted(cluster, USER));
    var authority = Files.writeString(directory.resolve("sts.pem"), sts.authority());
    var daemon =
        Daemon.start(
            supervisor,
            "authenticator",
            List.of(
                binaries.authenticator().toString(),
                "server",
                "--config=authenticator.yaml",
                "--address=127.0.0.1",
                "--port=" + FreePort.number(),
                "--state-dir=.",
                "--generate-kubeconfig=" + kubeconfig),
            Map.of(
                "HTTPS_PROXY", sts.proxy().toString(),
                "SSL_CERT_FILE", authority.toString(),
                "SSL_CERT_DIR", "/nowhere",
                "AWS_REGION", "eu-central-1",
                "AWS_EC2_METADATA_DISABLED", "true"));
    var checker = new TokenChecker(daemon, kubeconfig);
    Eventually.await("aws-iam-authenticator", Eventually.PATIENCE, checker::ready);
    return checker;
  }

  private Optional<Path> ready() {
    daemon.requireAlive();
    return Optional.of(kubeconfig).filter(Files::exists);
  }

  /// Flags of the API server that sends tokens there.
  List<String> flags() {
    return List.of(
        "--authentication-token-webhook-config-file=" + kubeconfig,
        "--authentication-token-webhook-cache-ttl=1s");
  }
}
