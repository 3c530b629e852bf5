package io.execguard.tool.registration;

import io.execguard.policy.Door;
import io.execguard.policy.LabelRequirement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One webhook of a rendered registration.
///
/// @param name whose first label is the door
/// @param template the door whose rules and conditions it has
/// @param closed without an answer the request is refused
/// @param cell the namespaces that it selects
/// @param resources of the template's rules; empty for all of them
record Webhook(
    String name, Door template, Door door, boolean closed, Cell cell, List<String> resources) {
  /// Above API Gateway's integration timeout of 9 s, so that slowness ends in a 504, which shows no
  /// URL.
  private static final int PATIENT = 10;

  private static final String SUFFIX = ".exec-guard.io";

  /// What a single command waits for a guard that is silent.
  private static final int IMPATIENT = 3;

  Webhook {
    resources = List.copyOf(resources);
  }

  /// Its name among those of a door: Kubernetes wants one for each, and the first label is the
  /// door.
  ///
  /// @param part of the door's requests; may be empty
  /// @param number from 1
  static String name(Door door, String part, int number) {
    return door.name()
        + (part.isEmpty() ? "" : "." + part)
        + (number == 1 ? "" : "." + number)
        + SUFFIX;
  }

  /// As Kubernetes has it.
  ///
  /// @param url of the webhooks, without the door
  /// @param authority certificates as PEM that vouch for the URL's host; empty for the system's
  Map<String, Object> manifest(
      RegistrationTemplate templates, String url, Optional<String> authority) {
    Map<String, Object> made = templates.webhook(template);
    Object rules = made.remove("rules");
    made.remove("matchConditions");
    made.remove("namespaceSelector");
    made.put("name", name);
    made.put("failurePolicy", closed ? "Fail" : "Ignore");
    made.put("timeoutSeconds", closed ? PATIENT : IMPATIENT);
    made.put("clientConfig", clientConfig(url, authority));
    if (!cell.requirements().isEmpty()) {
      made.put("namespaceSelector", selector(cell.requirements()));
    }
    List<Object> conditions = new ArrayList<>();
    if (!cell.names().isAny()) {
      conditions.add(condition("namespaces", Cel.all(cell.names())));
    }
    conditions.addAll(templates.conditions(template));
    if (!conditions.isEmpty()) {
      made.put("matchConditions", conditions);
    }
    made.put("rules", rules instanceof List<?> some ? narrowed(some) : List.of());
    return made;
  }

  private List<Object> narrowed(List<?> rules) {
    List<Object> narrowed = new ArrayList<>();
    for (Object rule : rules) {
      if (rule instanceof Map<?, ?> members) {
        Map<Object, Object> copy = new LinkedHashMap<>(members);
        if (!resources.isEmpty()) {
          copy.put("resources", resources);
        }
        narrowed.add(copy);
      }
    }
    return narrowed;
  }

  private Map<String, Object> clientConfig(String url, Optional<String> authority) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("url", url + "/" + door.name());
    authority.ifPresent(
        pem ->
            config.put(
                "caBundle",
                Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII))));
    return config;
  }

  static Map<String, Object> condition(String name, String expression) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("name", name);
    condition.put("expression", expression);
    return condition;
  }

  /// A label selector as Kubernetes has it.
  static Map<String, Object> selector(List<LabelRequirement> requirements) {
    List<Object> expressions = new ArrayList<>();
    for (LabelRequirement requirement : requirements) {
      Map<String, Object> expression = new LinkedHashMap<>();
      expression.put("key", requirement.key());
      expression.put("operator", requirement.operator().word());
      if (!requirement.values().isEmpty()) {
        expression.put("values", requirement.values());
      }
      expressions.add(expression);
    }
    return Map.of("matchExpressions", expressions);
  }
}
