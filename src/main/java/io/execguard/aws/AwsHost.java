package io.execguard.aws;

/// AWS's hosts for one service in one region. Regions of other partitions than AWS's, China's and
/// GovCloud's are not reached.
final class AwsHost {
  private AwsHost() {}

  /// @param service as the host begins, `sts` for instance
  static String of(String service, String region) {
    return service
        + "."
        + region
        + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
  }
}
