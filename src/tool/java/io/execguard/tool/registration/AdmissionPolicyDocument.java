package io.execguard.tool.registration;

import io.execguard.policy.Constraint;
import io.execguard.policy.Door;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.Grant;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import io.execguard.tool.files.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// ValidatingAdmissionPolicies that stand below the guard: what the API server itself denies, with
/// or without an answer of the guard.
public final class AdmissionPolicyDocument {
  private static final List<String> GRANT_KEYS =
      Stream.of(Grant.Key.values()).map(Grant.Key::annotation).toList();

  /// Those of which one makes a grant, if a faulty one.
  private static final List<String> NEEDED_GRANT_KEYS =
      Stream.of(Grant.Key.values()).filter(Grant.Key::isNeeded).map(Grant.Key::annotation).toList();

  private static final String FLOOR =
      """
      # A floor: the API server itself denies interactive exec, attach and debug where a denying constraint means the
      # namespace. What that costs: these denials are in no record of the guard's, only in the audit log; the API server
      # knows no clock, so that any break-glass annotation on the namespace opens the floor, ended ones too, and the guard
      # alone looks at the time. Shells on nodes, run and port-forward stay with the guard, and so do constraints with a
      # podSelector, and those that say record.
      """;

  private static final String RESERVED =
      """
      # The break-glass annotations of namespaces are reserved for one group, with or without an answer of the guard.
      """;

  private AdmissionPolicyDocument() {}

  /// A policy with its binding for each denying constraint of the cluster that covers sessions in
  /// pods.
  public static String floor(Policy policy, String cluster) {
    StringBuilder documents = new StringBuilder(FLOOR);
    policy.constraints().stream()
        .filter(constraint -> constraint.enforcementAction() == EnforcementAction.DENY)
        .filter(constraint -> constraint.match().matchesCluster(cluster))
        .filter(constraint -> !rules(constraint).isEmpty())
        // The API server does not know the pod of an exec, and would deny it in every one.
        .filter(constraint -> constraint.match().podSelector().isEmpty())
        .forEach(constraint -> documents.append(floor(constraint, policy.help())));
    return documents.toString();
  }

  private static String floor(Constraint constraint, String help) {
    Map<String, Object> where = new LinkedHashMap<>();
    where.put("resourceRules", rules(constraint));
    where.put(
        "namespaceSelector",
        Webhook.selector(constraint.match().namespaceSelector().requirements()));
    List<Object> conditions =
        new ArrayList<>(RegistrationTemplate.shipped().conditions(Door.SESSIONS));
    if (!constraint.match().excludedNamespaces().isEmpty()) {
      conditions.add(
          Webhook.condition(
              "namespaces",
              Cel.all(new NamePatterns(List.of(), constraint.match().excludedNamespaces()))));
    }
    return policy(
        "exec-guard-floor-" + constraint.name(),
        where,
        conditions,
        Cel.any(passes(constraint)),
        "An interactive session is not allowed ["
            + constraint.name()
            + "]. Run a single command: kubectl exec -n NAMESPACE POD -- COMMAND."
            + (constraint.message().isEmpty() ? "" : " " + constraint.message())
            + (help.isEmpty() ? "" : " Help: " + help));
  }

  private static List<String> passes(Constraint constraint) {
    List<String> passes = new ArrayList<>(ExemptionExpressions.of(constraint.exempt()));
    if (constraint.breakGlass().isPresent()) {
      passes.add(
          Cel.list(NEEDED_GRANT_KEYS)
              + ".exists(k, namespaceObject.metadata.?annotations[?k].hasValue())");
    }
    return passes.isEmpty() ? List.of("false") : passes;
  }

  private static List<Object> rules(Constraint constraint) {
    List<Object> rules = new ArrayList<>();
    List<String> connects = new ArrayList<>();
    if (constraint.match().sessions().contains(Session.EXEC)) {
      connects.add("pods/exec");
    }
    if (constraint.match().sessions().contains(Session.ATTACH)) {
      connects.add("pods/attach");
    }
    if (!connects.isEmpty()) {
      rules.add(rule(List.of("CONNECT"), connects));
    }
    if (constraint.match().sessions().contains(Session.DEBUG)) {
      rules.add(rule(List.of("UPDATE"), List.of("pods/ephemeralcontainers")));
    }
    return rules;
  }

  /// A policy with its binding: only who is in the group changes break-glass annotations.
  public static String reserved(String group) {
    return RESERVED
        + policy(
            "exec-guard-reserved-annotations",
            Map.of(
                "resourceRules",
                List.of(
                    rule(
                        List.of("CREATE", "UPDATE"),
                        List.of("namespaces", "namespaces/status", "namespaces/finalize")))),
            List.of(
                Webhook.condition(
                    "grant-changed",
                    Cel.list(GRANT_KEYS)
                        + ".exists(k, object.metadata.?annotations[?k] != (oldObject != null"
                        + " ? oldObject.metadata.?annotations[?k] : optional.none()))")),
            Cel.text(group) + " in request.userInfo.groups",
            "Break-glass in a namespace is granted by the group " + group + " alone.");
  }

  private static Map<String, Object> rule(List<String> operations, List<String> resources) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("apiGroups", List.of(""));
    rule.put("apiVersions", List.of("v1"));
    rule.put("operations", operations);
    rule.put("resources", resources);
    return rule;
  }

  private static String policy(
      String name,
      Map<String, Object> where,
      List<Object> conditions,
      String valid,
      String message) {
    Map<String, Object> validation = new LinkedHashMap<>();
    validation.put("expression", valid);
    validation.put("message", message);
    validation.put("reason", "Forbidden");
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("failurePolicy", "Fail");
    spec.put("matchConstraints", where);
    spec.put("matchConditions", conditions);
    spec.put("validations", List.of(validation));
    Map<String, Object> binding = new LinkedHashMap<>();
    binding.put("policyName", name);
    binding.put("validationActions", List.of("Deny"));
    return "---\n"
        + YamlText.of(document("ValidatingAdmissionPolicy", name, spec))
        + "---\n"
        + YamlText.of(document("ValidatingAdmissionPolicyBinding", name, binding));
  }

  private static Map<String, Object> document(String kind, String name, Map<String, Object> spec) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "admissionregistration.k8s.io/v1");
    document.put("kind", kind);
    document.put("metadata", Map.of("name", name));
    document.put("spec", spec);
    return document;
  }
}
