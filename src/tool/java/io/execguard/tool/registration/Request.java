package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.WrongShapeException;
import java.util.Map;
import java.util.Optional;

/// What of a review the API server's matching looks at.
///
/// @param namespace empty where the request names none
/// @param ownLabels of the namespace that is created or updated, which its selector goes by
/// @param variables of the conditions
record Request(
    String operation,
    String group,
    String version,
    String resource,
    String subresource,
    String namespace,
    Optional<Map<String, String>> ownLabels,
    Variables variables) {

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
              new Variables(request)));
    } catch (WrongShapeException _) {
      return Optional.empty();
    }
  }

  /// One of the match conditions.
  ExpressionValue evaluate(String expression) {
    return variables.evaluate(expression);
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
        .optional(whole ? Variables.OBJECT : Variables.OLD_OBJECT)
        .flatMap(namespace -> namespace.optional("metadata"))
        .map(metadata -> metadata.textMembers("labels"));
  }
}
