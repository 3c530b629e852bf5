package io.execguard.tool;

import io.execguard.admission.Cursor;
import io.execguard.admission.Json;
import io.execguard.policy.Constraint;
import io.execguard.policy.Door;
import io.execguard.policy.EnforcementAction;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.Match;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The ValidatingWebhookConfiguration that fits a policy: what each kind of request passes, and
/// what an outage stops. Rules and conditions are those of `infra/registration.yaml`; the policy
/// says in which namespaces a door fails closed.
final class RegistrationDocument {
  private static final String SUFFIX = ".exec-guard.io";
  private static final String FAIL = "Fail";
  private static final String IGNORE = "Ignore";

  /// Above API Gateway's integration timeout of 9 s, so that slowness ends in a 504, which shows no
  /// URL.
  private static final int PATIENT = 10;

  /// What a single command waits for a guard that is silent.
  private static final int IMPATIENT = 3;

  private static final Set<Session> PODS = Set.of(Session.EXEC, Session.ATTACH, Session.DEBUG);
  private static final Set<Session> NODES = Set.of(Session.NODE_SHELL, Session.NODE_PROXY);
  private static final List<String> PORT_FORWARD = List.of("pods/portforward");
  private static final List<String> PROXIES = List.of("pods/proxy", "services/proxy");

  private final Policy policy;
  private final String policyDigest;
  private final String cluster;
  private final String url;
  private final Optional<String> authority;
  private final Map<String, Map<String, Object>> templates;
  private final List<Map<String, Object>> webhooks = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /// What is to be rendered.
  ///
  /// @param url of the webhooks, without the door
  /// @param authority certificates as PEM that vouch for the URL's host; empty for the system's
  RegistrationDocument(
      Policy policy, String policyDigest, String cluster, String url, Optional<String> authority) {
    this.policy = policy;
    this.policyDigest = policyDigest;
    this.cluster = cluster;
    this.url = url;
    this.authority = authority;
    this.templates = templates(Home.file("infra/registration.yaml"));
  }

  private static Map<String, Map<String, Object>> templates(Path file) {
    Map<String, Map<String, Object>> templates = new LinkedHashMap<>();
    for (Cursor webhook : YamlFile.read(file).required("webhooks").items()) {
      if (webhook.json() instanceof Json.Members members) {
        String name = webhook.required("name").text();
        templates.put(name.substring(0, name.indexOf('.')), YamlText.mutable(members));
      }
    }
    return templates;
  }

  /// The manifest, with what it comes to in comments above.
  String render() {
    sessions();
    commands();
    add(Door.RUN, "", Door.RUN, IGNORE, Cell.EVERYWHERE);
    node();
    tunnels();
    add(Door.GRANTS, "", Door.GRANTS, FAIL, Cell.EVERYWHERE);
    add(Door.LABELS, "", Door.LABELS, IGNORE, Cell.EVERYWHERE);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "admissionregistration.k8s.io/v1");
    document.put("kind", "ValidatingWebhookConfiguration");
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "exec-guard");
    metadata.put(
        "annotations",
        new TreeMap<>(
            Map.of("exec-guard.io/policy", policyDigest, "exec-guard.io/cluster", cluster)));
    document.put("metadata", metadata);
    document.put("webhooks", webhooks);
    return head() + YamlText.of(document);
  }

  private String head() {
    remarks.addFirst(
        "Rendered by exec-guard registration for the cluster " + cluster + " and the policy");
    remarks.add(1, policyDigest + ". Render it again when the policy changes.");
    remarks.add(2, "The URLs hold the cluster's token: do not commit this. Without an answer:");
    return remarks.stream().map(remark -> "# " + remark + "\n").collect(Collectors.joining());
  }

  private void sessions() {
    Radius radius = radius("sessions", covering(PODS));
    if (radius.meant().isEmpty()) {
      remarks.add("- sessions: admitted; no constraint denies them in this cluster");
    } else {
      remarks.add(
          "- sessions: refused "
              + (radius.isEverywhere() ? "everywhere" : "where a denying constraint means the")
              + (radius.isEverywhere() ? "" : " namespace, admitted elsewhere"));
    }
    addAll(Door.SESSIONS, "", Door.SESSIONS, FAIL, radius.meant());
    addAll(Door.SESSIONS_OPEN, "", Door.SESSIONS_OPEN, IGNORE, radius.rest());
  }

  /// Strict mode holds in an outage too; everywhere else no single command ever waits for long.
  private void commands() {
    Radius radius = radius("commands", constraint -> constraint.allowedCommands().isPresent());
    if (radius.meant().isEmpty()) {
      remarks.add("- single commands: run");
      add(Door.COMMANDS, "", Door.COMMANDS, IGNORE, Cell.EVERYWHERE);
      return;
    }
    remarks.add(
        "- single commands: refused "
            + (radius.isEverywhere()
                ? "everywhere, by strict mode"
                : "where strict mode means the namespace; run elsewhere"));
    addAll(Door.COMMANDS, "", Door.COMMANDS, FAIL, radius.meant());
    addAll(Door.COMMANDS, "", Door.COMMANDS_OPEN, IGNORE, radius.rest());
  }

  /// A request to a node has no namespace to select by.
  private void node() {
    boolean denied = !denying(covering(NODES)).isEmpty();
    remarks.add("- shells on nodes, kubelet calls: " + (denied ? "refused" : "admitted"));
    add(Door.NODE, "", Door.NODE, denied ? FAIL : IGNORE, Cell.EVERYWHERE);
  }

  /// Port-forward is a session where a constraint lists it, and passes the door for sessions there.
  private void tunnels() {
    Radius radius = radius("port-forward", covering(Set.of(Session.PORT_FORWARD)));
    if (radius.meant().isEmpty()) {
      add(Door.TUNNELS, "", Door.TUNNELS, IGNORE, Cell.EVERYWHERE);
      return;
    }
    remarks.add("- port-forward: refused where a denying constraint lists it; proxies: admitted");
    addAll(Door.TUNNELS, "port-forward", Door.SESSIONS, FAIL, radius.meant(), PORT_FORWARD);
    addAll(Door.TUNNELS, "port-forward", Door.TUNNELS, IGNORE, radius.rest(), PORT_FORWARD);
    addAll(Door.TUNNELS, "", Door.TUNNELS, IGNORE, List.of(Cell.EVERYWHERE), PROXIES);
  }

  private Radius radius(String what, Predicate<Constraint> covered) {
    Radius radius = Radius.of(denying(covered));
    radius.whole().ifPresent(why -> remarks.add("- " + what + ": Fail for all, because " + why));
    return radius;
  }

  private List<Constraint> denying(Predicate<Constraint> covered) {
    return policy.constraints().stream()
        .filter(constraint -> constraint.enforcementAction() == EnforcementAction.DENY)
        .filter(constraint -> isHere(constraint.match()))
        .filter(covered)
        .toList();
  }

  private boolean isHere(Match match) {
    return match.clusters().contains(Match.EVERY_CLUSTER) || match.clusters().contains(cluster);
  }

  private static Predicate<Constraint> covering(Set<Session> sessions) {
    return constraint -> constraint.match().sessions().stream().anyMatch(sessions::contains);
  }

  private void add(Door template, String part, Door door, String failurePolicy, Cell cell) {
    addAll(template, part, door, failurePolicy, List.of(cell));
  }

  private void addAll(
      Door template, String part, Door door, String failurePolicy, List<Cell> cells) {
    addAll(template, part, door, failurePolicy, cells, List.of());
  }

  /// One webhook for each cell. Kubernetes wants a name for each; its first label is the door.
  ///
  /// @param part of the door's requests, for the name; may be empty
  /// @param resources of the template's rules; empty for all of them
  private void addAll(
      Door template,
      String part,
      Door door,
      String failurePolicy,
      List<Cell> cells,
      List<String> resources) {
    int number = 0;
    for (Cell cell : cells) {
      number++;
      String name =
          door.name()
              + (part.isEmpty() ? "" : "." + part)
              + (number == 1 ? "" : "." + number)
              + SUFFIX;
      webhooks.add(webhook(template, name, door, failurePolicy, cell, resources));
    }
  }

  private Map<String, Object> webhook(
      Door template,
      String name,
      Door door,
      String failurePolicy,
      Cell cell,
      List<String> resources) {
    Map<String, Object> made =
        new LinkedHashMap<>(templates.getOrDefault(template.name(), Map.of()));
    Object conditions = made.remove("matchConditions");
    Object rules = made.remove("rules");
    made.put("name", name);
    made.put("failurePolicy", failurePolicy);
    made.put("timeoutSeconds", failurePolicy.equals(FAIL) ? PATIENT : IMPATIENT);
    made.put("clientConfig", clientConfig(door));
    made.remove("namespaceSelector");
    if (!cell.requirements().isEmpty()) {
      made.put("namespaceSelector", selector(cell.requirements()));
    }
    List<Object> all = new ArrayList<>();
    if (!cell.names().isAny()) {
      all.add(FloorDocument.condition("namespaces", Cel.all(cell.names())));
    }
    if (conditions instanceof List<?> some) {
      all.addAll(some);
    }
    if (!all.isEmpty()) {
      made.put("matchConditions", all);
    }
    made.put("rules", rules instanceof List<?> some ? narrowed(some, resources) : List.of());
    return made;
  }

  private static List<Object> narrowed(List<?> rules, List<String> resources) {
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

  private Map<String, Object> clientConfig(Door door) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("url", url + "/" + door.name());
    authority.ifPresent(
        pem ->
            config.put(
                "caBundle",
                Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII))));
    return config;
  }

  /// As Kubernetes has it.
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
