package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.WrongShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What of a review the API server's matching looks at.
///
/// @param namespace empty where the request names none
/// @param ownLabels of the namespace that is created or updated, which its selector goes by
/// @param variables of CEL: `request`, `object`, `oldObject`
record Request(
    String operation,
    String group,
    String version,
    String resource,
    String subresource,
    String namespace,
    Optional<Map<String, String>> ownLabels,
    Map<String, Object> variables) {
  private static final String OBJECT = "object";
  private static final String OLD_OBJECT = "oldObject";

  /// Empty where a review has no operation or no resource: no API server sends that.
  static Optional<Request> of(Json review) {
    try {
      Cursor request = Cursor.at("review", review).required("request");
      Cursor resource = request.required("resource");
      return Optional.of(
          new Request(
              request.required("operation").text(),
              resource.text("group"),
              resource.text("version"),
              resource.required("resource").text(),
              request.text("subResource"),
              request.text("namespace"),
              ownLabels(request),
              variables(request)));
    } catch (WrongShape _) {
      return Optional.empty();
    }
  }

  boolean isNamespace() {
    return group.isEmpty() && resource.equals("namespaces");
  }

  /// Whether every namespaceSelector takes it: it has no namespace and is none.
  boolean isBeyondNamespaces() {
    return namespace.isEmpty() && !isNamespace();
  }

  /// Those of the new object; by a subresource, or where it is deleted, those that it has.
  private static Optional<Map<String, String>> ownLabels(Cursor request) {
    if (!request.required("resource").text("resource").equals("namespaces")) {
      return Optional.empty();
    }
    boolean whole =
        request.text("subResource").isEmpty() && !request.text("operation").equals("DELETE");
    return request
        .optional(whole ? OBJECT : OLD_OBJECT)
        .flatMap(namespace -> namespace.optional("metadata"))
        .map(metadata -> metadata.textMembers("labels"));
  }

  /// `request` is without the objects, as in Kubernetes.
  private static Map<String, Object> variables(Cursor request) {
    Map<String, Object> variables = new LinkedHashMap<>();
    Map<String, Json> members = new LinkedHashMap<>();
    if (request.json() instanceof Json.Members(Map<String, Json> values, int line)) {
      members.putAll(values);
      variables.put(OBJECT, Values.of(values.getOrDefault(OBJECT, new Json.Null(line))));
      variables.put(OLD_OBJECT, Values.of(values.getOrDefault(OLD_OBJECT, new Json.Null(line))));
    }
    members.remove(OBJECT);
    members.remove(OLD_OBJECT);
    variables.put("request", Values.of(new Json.Members(members, request.json().line())));
    return variables;
  }
}
