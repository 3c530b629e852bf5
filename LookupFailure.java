package io.execguard.aws;

/// Why a namespace's facts could not be read: a word for the record, and for the operator what to
/// do about it.
enum LookupFailure {
  NO_CREDENTIALS(
      "no-credentials", "the function has no AWS credentials: on Lambda its execution role's"),
  STS_UNREACHABLE(
      "sts-unreachable",
      "STS does not answer: a function in a VPC needs a NAT gateway or the endpoint"
          + " com.amazonaws.REGION.sts"),
  STS_THROTTLED("sts-throttled", "STS throttles this account"),
  STS_FAILED("sts-failed", "STS answered with an error of its own; see its health"),
  ROLE_REFUSED(
      "sts-access-denied",
      "STS refused the cluster's role: its trust policy has to name the function's role and exactly"
          + " the externalId of clusters.yaml, and the function's role needs sts:AssumeRole on it"),
  EKS_UNREACHABLE(
      "eks-unreachable",
      "EKS's API does not answer: a function in a VPC needs a NAT gateway or the endpoint"
          + " com.amazonaws.REGION.eks"),
  EKS_ACCESS_DENIED(
      "eks-access-denied", "the role that is used for this cluster needs eks:DescribeCluster on it"),
  EKS_THROTTLED("eks-throttled", "EKS's API throttles this account"),
  EKS_FAILED("eks-failed", "EKS's API answered with an error of its own; see its health"),
  CLUSTER_UNKNOWN(
      "cluster-unknown", "EKS knows no cluster of this name in this account and region"),
  CLUSTER_NOT_READY("cluster-not-ready", "the cluster has no endpoint or no CA bundle yet"),
  TOKEN_TOO_LONG(
      "token-too-long", "the credentials' session token does not fit into a bearer token"),
  API_UNREACHABLE(
      "api-unreachable",
      "the cluster's API server does not answer: a private cluster needs the function in subnets and"
          + " a security group that reach its endpoint"),
  TLS(
      "tls",
      "the cluster's API server has no certificate that the CA bundle of DescribeCluster vouches"
          + " for: something else answers at its address"),
  API_UNAUTHORIZED(
      "api-unauthorized",
      "the cluster does not know the role: it needs an access entry for it (made again where the"
          + " role was made again)"),
  API_FORBIDDEN(
      "api-forbidden",
      "the role's access entry has no Kubernetes group that may get namespaces: bind a ClusterRole"
          + " with that verb alone"),
  NAMESPACE_UNKNOWN("namespace-unknown", "the cluster has no such namespace"),
  API_FAILED("api-failed", "the cluster's API server answered with another status than 200"),
  API_BROKE_OFF("api-broke-off", "the cluster's API server closed the connection in its answer"),
  TOO_LARGE("too-large", "the answer is longer than any namespace can be"),
  NOT_JSON("not-json", "the answer is not JSON"),
  NO_NAMESPACE("no-namespace", "the answer is not the namespace that was asked for"),
  NO_NAMESPACE_NAME("no-namespace-name", "what was asked for is no namespace's name"),
  CLUSTER_NOT_IN_FLEET("cluster-not-in-fleet", "clusters.yaml does not list the cluster"),
  OUT_OF_TIME("out-of-time", "the API server's patience or Lambda's own time was over"),
  BUG("bug", "an error in Exec Guard: please report it");

  private final String word;
  private final String advice;

  LookupFailure(String word, String advice) {
    this.word = word;
    this.advice = advice;
  }

  String word() {
    return word;
  }

  String advice() {
    return advice;
  }
}
