package io.execguard.tool.report.evidence;

import java.util.Set;

/// Of which requests it is told that they were made in another's name: of sessions and tokens of
/// service accounts, and of changes of what decides about them. The saved query `impersonated
/// users` means the same.
final class ImpersonationScope {
  private static final Set<String> SUBRESOURCES =
      Set.of("exec", "attach", "ephemeralcontainers", "portforward", "proxy", "token");

  private static final Set<String> OBJECTS =
      Set.of(
          "pods",
          "namespaces",
          "namespaces/status",
          "namespaces/finalize",
          "validatingwebhookconfigurations",
          "mutatingwebhookconfigurations");

  private static final Set<String> LOOKS = Set.of("get", "list", "watch");
  private static final String RBAC = "rbac.authorization.k8s.io";

  private ImpersonationScope() {}

  static boolean isTold(AuditEvent event) {
    String resource = event.resource();
    boolean isSession = SUBRESOURCES.contains(resource.substring(resource.indexOf('/') + 1));
    boolean decides = OBJECTS.contains(resource) || event.group().equals(RBAC);
    return event.isImpersonated()
        && (isSession || (decides && !LOOKS.contains(event.verb())) || !event.records().isEmpty());
  }
}
