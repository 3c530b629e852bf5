package io.execguard.tool.report.evidence;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a request is about, as the API server takes it from the address
/// (k8s.io/apiserver/pkg/endpoints/request, RequestInfo): an event that is cut can lack its
/// objectRef, or the end of it.
///
/// @param resource with its subresource: `pods/exec`
/// @param group empty for Kubernetes' core
/// @param name empty where the address has none
record RequestPath(String group, String namespace, String resource, String name) {
  /// Of a namespace itself; any other word behind its name is a resource in it.
  private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

  static RequestPath of(RequestUri uri) {
    List<String> parts =
        Stream.of(uri.text().replaceFirst("[?].*", "").split("/", -1))
            .filter(part -> !part.isEmpty())
            .map(RequestUri::decoded)
            .toList();
    return switch (parts.isEmpty() ? "" : parts.getFirst()) {
      case "api" -> of("", behind(parts, 2));
      case "apis" -> of(part(parts, 1), behind(parts, 3));
      default -> new RequestPath("", "", "", "");
    };
  }

  private static RequestPath of(String group, List<String> parts) {
    boolean isNamespaced = part(parts, 0).equals("namespaces") && parts.size() > 1;
    boolean isWithin = isNamespaced && parts.size() > 2 && !OF_NAMESPACES.contains(parts.get(2));
    List<String> object = isWithin ? behind(parts, 2) : parts;
    return new RequestPath(
        group,
        isNamespaced ? parts.get(1) : "",
        AuditEvent.joined(part(object, 0), part(object, 2)),
        part(object, 1));
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  private static List<String> behind(List<String> parts, int first) {
    return parts.subList(Math.min(first, parts.size()), parts.size());
  }
}
